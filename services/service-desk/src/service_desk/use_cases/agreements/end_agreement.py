"""End an agreement before its time."""

from crm_contracts.service_desk.commands.installed_base import EndAgreement
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.agreement import Agreement


@app.handles(EndAgreement)
def end_agreement(command: EndAgreement, work: Work) -> Agreement:
    agreement = work.get(Agreement, command.agreement_id, version=command.version)
    agreement.end(command.reason)
    return agreement
