"""Change a contact; the account of a personal customer follows."""

from crm_contracts.customers.commands.contacts import ChangeContact
from crm_kit.messages import given
from crm_kit.work import Work
from customers.accounts import mirror_contact
from customers.app import app
from customers.domain.contact import Contact
from customers.duplicates import recognised_anew
from customers.links import accounts_of


@app.handles(ChangeContact)
def change_contact(command: ChangeContact, work: Work) -> Contact:
    contact = work.get(Contact, command.contact_id, version=command.version)
    accounts = accounts_of(work, contact.id)
    with recognised_anew(work, contact, confirmed=command.confirm_duplicate, reason=command.reason):
        contact.change(given(command, but=("confirm_duplicate", "reason")), accounts)
    if contact.personal_account_id is not None:
        mirror_contact(work, contact, confirmed=command.confirm_duplicate, reason=command.reason)
    return contact
