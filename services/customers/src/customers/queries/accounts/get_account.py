"""One account with its addresses and contacts, in two statements."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select

from crm_contracts.customers.queries.accounts import GetAccount
from crm_contracts.customers.views.accounts import AccountView
from crm_contracts.customers.views.links import AccountContactView
from crm_kit.visibility import narrowed
from crm_kit.work import Work
from customers.app import app
from customers.detail import Detail, columns_of, one_of, read
from customers.domain.account import Account
from customers.domain.account_contact import AccountContact
from customers.domain.contact import Contact
from customers.links import current
from customers.risks import RISKS

SHOWN = 100
LINK, PERSON = AccountContact.__table__.c, Contact.__table__.c
ACCOUNT = one_of(Account, *columns_of(Account, AccountView), RISKS.label("risks"))
CONTACTS = (
    select(*columns_of(AccountContact, AccountContactView), PERSON.full_name, PERSON.emails, PERSON.phones)
    .join_from(AccountContact.__table__, Contact.__table__, PERSON.id == LINK.contact_id)
    .where(LINK.account_id == bindparam("account_id"), current(bindparam("today")), PERSON.deleted_at.is_(None))
    .order_by(LINK.is_primary.desc(), PERSON.full_name)
    .limit(SHOWN)
)


@app.answers(GetAccount)
def get_account(query: GetAccount, work: Work) -> Detail:
    account, merged_into = read(work, Account, ACCOUNT, query.account_id)
    return Detail(
        account, contacts=_contacts(work, account.id), is_at_risk=bool(account.risks), merged_into=merged_into
    )  # fmt: skip


def _contacts(work: Work, account_id: UUID) -> Sequence[Any]:
    known = narrowed(CONTACTS, work.caller, Contact, "customers.contact.read")
    return work.session.execute(known, {"account_id": account_id, "today": work.today}).all()
