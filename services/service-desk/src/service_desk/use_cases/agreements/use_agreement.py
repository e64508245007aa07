"""Count what was done under an agreement."""

from crm_contracts.service_desk.commands.installed_base import UseAgreement
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.agreement import Agreement


@app.handles(UseAgreement)
def use_agreement(command: UseAgreement, work: Work) -> Agreement:
    agreement = work.get(Agreement, command.agreement_id, version=command.version)
    agreement.use(command.visits, command.hours)
    return agreement
