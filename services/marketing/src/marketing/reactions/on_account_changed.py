"""The customers that marketing chooses among, as customers tells of them."""

from __future__ import annotations

from crm_contracts.customers.events import AccountCreated, AccountDeleted, AccountRestored, AccountUpdated
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.copies import AccountCopy

COPIED = ("name", "kind", "types", "status", "level", "industry", "region", "source", "owner_id", "team_path")


@app.reacts(AccountCreated, AccountUpdated, AccountRestored, in_batches=True)
def on_account_changed(event: AccountCreated | AccountUpdated | AccountRestored, work: Work) -> None:
    work.keep(AccountCopy, event.id, **{name: getattr(event, name) for name in COPIED}, is_deleted=False)


@app.reacts(AccountDeleted, in_batches=True)
def on_account_deleted(event: AccountDeleted, work: Work) -> None:
    blank: list[str] = []
    gone = {"name": event.name, "kind": "company", "types": blank, "status": "inactive", "team_path": "", "is_deleted": True}
    work.keep(AccountCopy, event.id, **gone, owner_id=work.caller.user_id)
