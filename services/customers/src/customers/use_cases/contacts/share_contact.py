"""Show a contact to somebody else."""

from typing import Any

from crm_contracts.customers.commands.contacts import ShareContact
from crm_contracts.customers.events import ContactShared
from crm_contracts.customers.views.others import ShareView
from crm_kit.messages import dump
from crm_kit.sharing import share
from crm_kit.work import Work
from customers.app import app
from customers.domain.contact import Contact


@app.handles(ShareContact)
def share_contact(command: ShareContact, work: Work) -> dict[str, Any]:
    contact = work.get(Contact, command.contact_id)
    made = share(work, contact, command.grantee_kind, command.grantee_id, command.level, command.expires_at)
    contact.record(ContactShared, **{**made, "id": contact.id}, share_id=made["id"])
    return dump(None, ShareView, made)
