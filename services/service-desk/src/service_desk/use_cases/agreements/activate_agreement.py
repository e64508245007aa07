"""An agreement is agreed."""

from crm_contracts.service_desk.commands.installed_base import ActivateAgreement
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.agreement import Agreement


@app.handles(ActivateAgreement)
def activate_agreement(command: ActivateAgreement, work: Work) -> Agreement:
    agreement = work.get(Agreement, command.agreement_id, version=command.version)
    agreement.activate(work.today)
    return agreement
