"""End a share of a contact."""

from crm_contracts.customers.commands.contacts import UnshareContact
from crm_contracts.customers.events import ContactUnshared
from crm_kit.sharing import unshare
from crm_kit.work import Work
from customers.app import app
from customers.domain.contact import Contact


@app.handles(UnshareContact)
def unshare_contact(command: UnshareContact, work: Work) -> None:
    contact = work.get(Contact, command.contact_id)
    gone = unshare(work, contact, command.share_id)
    contact.record(ContactUnshared, **{**gone, "id": contact.id}, share_id=gone["id"])
