"""The customers that the desk serves, as customers tells of them."""

from __future__ import annotations

from crm_contracts.customers.events import AccountCreated, AccountDeleted, AccountRestored, AccountUpdated
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.copies import AccountCopy

COPIED = ("name", "region", "level", "owner_id", "team_path")


@app.reacts(AccountCreated, AccountUpdated, AccountRestored, in_batches=True)
def on_account_changed(event: AccountCreated | AccountUpdated | AccountRestored, work: Work) -> None:
    work.keep(AccountCopy, event.id, **{name: getattr(event, name) for name in COPIED}, is_deleted=False)


@app.reacts(AccountDeleted, in_batches=True)
def on_account_deleted(event: AccountDeleted, work: Work) -> None:
    work.keep(AccountCopy, event.id, name=event.name, owner_id=work.caller.user_id, is_deleted=True)
