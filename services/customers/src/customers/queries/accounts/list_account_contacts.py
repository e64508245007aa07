"""The contacts of an account, page by page."""

from typing import Any

from sqlalchemy import join

from crm_contracts.customers.queries.accounts import ListAccountContacts
from crm_kit.listing import page
from crm_kit.visibility import visible
from crm_kit.work import Work
from customers.app import app
from customers.detail import one_of, read
from customers.domain.account import Account
from customers.domain.account_contact import AccountContact
from customers.domain.contact import Contact
from customers.links import current

WITH_CONTACT = join(AccountContact, Contact, Contact.id == AccountContact.contact_id)
OF_CONTACT = {"full_name": Contact.full_name, "emails": Contact.emails, "phones": Contact.phones}


@app.answers(ListAccountContacts)
def list_account_contacts(query: ListAccountContacts, work: Work) -> dict[str, Any]:
    account, _ = read(work, Account, one_of(Account, Account.id), query.account_id)
    known = visible(work.caller, Contact, "customers.contact.read"), Contact.deleted_at.is_(None)
    columns = {**OF_CONTACT, "is_current": current(work.today)}
    return page(work, query, AccountContact, columns, AccountContact.account_id == account.id, *known, source=WITH_CONTACT)
