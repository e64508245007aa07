"""Draft a service agreement."""

from crm_contracts.service_desk.commands.installed_base import CreateAgreement
from crm_kit.messages import given
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.agreement import Agreement
from service_desk.domain.copies import AccountCopy
from service_desk.lookups.agreements import check_scope
from service_desk.lookups.customers import known


@app.handles(CreateAgreement)
def create_agreement(command: CreateAgreement, work: Work) -> Agreement:
    agreement = Agreement(status="draft", visits_used=0, hours_used=0)
    agreement.change(known(work, given(command)))
    check_scope(work, agreement)
    account = work.session.get(AccountCopy, agreement.account_id)
    if account is not None:
        agreement.owner_id, agreement.team_path = account.owner_id, account.team_path
    work.add(agreement).number = work.number("SA")
    return agreement
