"""The people at the customers', as customers tells of them."""

from __future__ import annotations

from crm_contracts.customers.events import ContactCreated, ContactDeleted, ContactRestored, ContactUpdated
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.copies import ContactCopy


@app.reacts(ContactCreated, ContactUpdated, ContactRestored, in_batches=True)
def on_contact_changed(event: ContactCreated | ContactUpdated | ContactRestored, work: Work) -> None:
    work.keep(
        ContactCopy, event.id, name=event.name, emails=event.emails_norm, phones=event.phones_e164, owner_id=event.owner_id,
        team_path=event.team_path, account_ids=[each.id for each in event.accounts], is_deleted=False,
    )  # fmt: skip


@app.reacts(ContactDeleted, in_batches=True)
def on_contact_deleted(event: ContactDeleted, work: Work) -> None:
    nothing: list[str] = []
    blank = {"name": "", "emails": nothing, "phones": nothing, "account_ids": nothing}
    work.keep(ContactCopy, event.id, **blank, owner_id=work.caller.user_id, is_deleted=True)
