"""Delete a contact."""

from crm_contracts.customers.commands.contacts import DeleteContact
from crm_kit.errors import Conflict
from crm_kit.work import Work
from customers.app import app
from customers.domain.contact import Contact
from customers.duplicates import drop_keys


@app.handles(DeleteContact)
def delete_contact(command: DeleteContact, work: Work) -> None:
    contact = work.get(Contact, command.contact_id, version=command.version)
    if contact.personal_account_id is not None:
        references = [{"collection": "accounts", "id": str(contact.personal_account_id)}]
        raise Conflict("This is the person behind an account", code="in_use", references=references)
    drop_keys(work, contact)
    contact.leave()
    work.remove(contact)
