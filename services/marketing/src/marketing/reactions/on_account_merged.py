"""Accounts that became others: they are nobody's account any more. Who belongs to them is told by contacts, orders and tickets."""

from __future__ import annotations

from typing import Any

from sqlalchemy import update
from sqlalchemy.dialects.postgresql import insert

from crm_contracts.customers.events import AccountMerged
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.copies import AccountCopy, ContactCopy, ConversionCopy, OrderCopy, TicketCopy

BLANK: dict[str, Any] = {"name": "", "kind": "company", "types": [], "status": "inactive", "team_path": "", "source_version": 0}


@app.reacts(AccountMerged)
def on_account_merged(event: AccountMerged, work: Work) -> None:
    moved = {"merged_into": event.survivor_id, "owner_id": work.caller.user_id, "is_deleted": False}
    rows = [{"id": each, **BLANK, **moved} for each in sorted(event.merged_ids)]
    known = insert(AccountCopy).values(rows)
    work.session.execute(known.on_conflict_do_update(index_elements=["id"], set_={"merged_into": event.survivor_id}))
    for copy in (ContactCopy, OrderCopy, TicketCopy, ConversionCopy):
        column = copy.account_id  # type: ignore[attr-defined]
        work.session.execute(update(copy).where(column.in_(event.merged_ids)).values(account_id=event.survivor_id))
