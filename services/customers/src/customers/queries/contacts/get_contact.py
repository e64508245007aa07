"""One contact with its accounts, in two statements."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from crm_contracts.customers.queries.contacts import GetContact
from crm_contracts.customers.views.contacts import ContactView
from crm_contracts.customers.views.links import AccountContactView
from crm_kit.visibility import visible
from crm_kit.work import Work
from customers.app import app
from customers.detail import Detail, columns_of, one_of, read
from customers.domain.account import Account
from customers.domain.account_contact import AccountContact
from customers.domain.contact import Contact

SHOWN = 100
CONTACT = one_of(Contact, *columns_of(Contact, ContactView))
ACCOUNTS = (
    select(*columns_of(AccountContact, AccountContactView), Account.name.label("account_name"))
    .join(Account, Account.id == AccountContact.account_id)
    .where(Account.deleted_at.is_(None), AccountContact.deleted_at.is_(None))
    .order_by(AccountContact.to_on.desc().nulls_first(), AccountContact.is_primary.desc(), AccountContact.id)
    .limit(SHOWN)
)


@app.answers(GetContact)
def get_contact(query: GetContact, work: Work) -> Detail:
    contact, merged_into = read(work, Contact, CONTACT, query.contact_id)
    return Detail(contact, accounts=_accounts(work, contact.id), merged_into=merged_into)


def _accounts(work: Work, contact_id: UUID) -> Sequence[Any]:
    known = visible(work.caller, Account, "customers.account.read")
    return work.session.execute(ACCOUNTS.where(AccountContact.contact_id == contact_id, known)).all()
