"""The people whom marketing writes to, as customers tells of them."""

from __future__ import annotations

from crm_contracts.customers.events import ContactCreated, ContactDeleted, ContactRestored, ContactUpdated
from crm_contracts.customers.words import ContactAccount
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.copies import ContactCopy

COPIED = ("name", "first_name", "last_name", "title", "kind", "owner_id", "team_path")


@app.reacts(ContactCreated, ContactUpdated, ContactRestored, in_batches=True)
def on_contact_changed(event: ContactCreated | ContactUpdated | ContactRestored, work: Work) -> None:
    accounts = sorted(event.accounts, key=_first_things_first)
    reached = {"emails": event.emails_norm, "email": next(iter(event.emails_norm), ""), "phone": next(iter(event.phones_e164), "")}
    belongs = {"account_ids": [each.id for each in accounts], "account_id": accounts[0].id if accounts else None}
    told = {name: getattr(event, name) for name in COPIED}
    work.keep(ContactCopy, event.id, **told, **reached, **belongs, is_deleted=False, updated_at=work.now)


def _first_things_first(account: ContactAccount) -> bool:
    return not account.is_primary


@app.reacts(ContactDeleted, in_batches=True)
def on_contact_deleted(event: ContactDeleted, work: Work) -> None:
    nothing: list[str] = []
    texts = dict.fromkeys(("name", "first_name", "last_name", "title", "kind", "email", "phone", "team_path"), "")
    blank = {**texts, "emails": nothing, "account_ids": nothing, "account_id": None, "owner_id": work.caller.user_id}
    work.keep(ContactCopy, event.id, **blank, is_deleted=True, updated_at=work.now)
