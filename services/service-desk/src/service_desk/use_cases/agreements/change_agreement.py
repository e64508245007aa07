"""Agree otherwise."""

from crm_contracts.service_desk.commands.installed_base import ChangeAgreement
from crm_kit.messages import given
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.agreement import Agreement
from service_desk.lookups.agreements import check_scope


@app.handles(ChangeAgreement)
def change_agreement(command: ChangeAgreement, work: Work) -> Agreement:
    agreement = work.get(Agreement, command.agreement_id, version=command.version)
    agreement.change(given(command))
    check_scope(work, agreement)
    return agreement
