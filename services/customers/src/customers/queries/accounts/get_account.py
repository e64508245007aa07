"""One account with its addresses and contacts, in two statements."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from crm_contracts.customers.queries.accounts import GetAccount
from crm_contracts.customers.views.accounts import AccountView
from crm_contracts.customers.views.links import AccountContactView
from crm_kit.visibility import visible
from crm_kit.work import Work
from customers.app import app
from customers.detail import Detail, columns_of, read
from customers.domain.account import Account
from customers.domain.account_contact import AccountContact
from customers.domain.contact import Contact
from customers.links import current

SHOWN = 100
ACCOUNT = select(*columns_of(Account, AccountView))
CONTACTS = (
    select(*columns_of(AccountContact, AccountContactView), Contact.full_name, Contact.emails, Contact.phones)
    .join(Contact, Contact.id == AccountContact.contact_id)
    .where(Contact.deleted_at.is_(None))
    .order_by(AccountContact.is_primary.desc(), Contact.full_name)
    .limit(SHOWN)
)


@app.answers(GetAccount)
def get_account(query: GetAccount, work: Work) -> Detail:
    account, merged_into = read(work, Account, ACCOUNT, query.account_id)
    return Detail(account, contacts=_contacts(work, account.id), merged_into=merged_into)


def _contacts(work: Work, account_id: UUID) -> Sequence[Any]:
    known = visible(work.caller, Contact, "customers.contact.read")
    return work.session.execute(CONTACTS.where(AccountContact.account_id == account_id, current(work.today), known)).all()
