"""Bring a deleted contact back."""

from crm_contracts.customers.commands.contacts import RestoreContact
from crm_kit.errors import Conflict
from crm_kit.work import Work
from customers.app import app
from customers.domain.contact import Contact
from customers.duplicates import take_keys_back
from customers.links import accounts_of


@app.handles(RestoreContact)
def restore_contact(command: RestoreContact, work: Work) -> Contact:
    contact = work.restore(Contact, command.contact_id, version=command.version)
    if contact.personal_account_id is not None:
        raise Conflict("A personal customer is restored by the account", code="mirrored_contact")
    take_keys_back(work, contact)
    contact.come_back(accounts_of(work, contact.id))
    return contact
