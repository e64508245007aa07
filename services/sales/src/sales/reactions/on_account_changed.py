"""The customers that sales sells to, as customers tells of them."""

from __future__ import annotations

from crm_contracts.customers.events import AccountCreated, AccountDeleted, AccountRestored, AccountUpdated
from crm_kit.work import Work
from sales.app import app
from sales.domain.copies import AccountCopy
from sales.domain.names import name_key

COPIED = ("name", "kind", "region", "industry", "level", "owner_id", "team_path", "email", "phone", "domain", "tax_id", "parent_id")


@app.reacts(AccountCreated, AccountUpdated, AccountRestored, in_batches=True)
def on_account_changed(event: AccountCreated | AccountUpdated | AccountRestored, work: Work) -> None:
    told = {name: getattr(event, name) for name in COPIED}
    work.keep(AccountCopy, event.id, **told, name_key=name_key(event.name), is_deleted=False)


@app.reacts(AccountDeleted, in_batches=True)
def on_account_deleted(event: AccountDeleted, work: Work) -> None:
    work.keep(AccountCopy, event.id, name=event.name, owner_id=work.caller.user_id, is_deleted=True)
