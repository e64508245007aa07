"""Give a contact to another owner."""

from crm_contracts.customers.commands.contacts import TransferContact
from crm_kit.colleagues import colleague
from crm_kit.errors import Conflict
from crm_kit.work import Work
from customers.app import app
from customers.domain.contact import Contact
from customers.links import accounts_of


@app.handles(TransferContact)
def transfer_contact(command: TransferContact, work: Work) -> Contact:
    contact = work.get(Contact, command.contact_id, version=command.version)
    if contact.personal_account_id is not None:
        raise Conflict("A personal customer is given away by the account", code="mirrored_contact")
    owner = colleague(work, command.owner_id)
    contact.give(owner.id, owner.team_path, accounts_of(work, contact.id))
    return contact
