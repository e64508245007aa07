"""Somebody else looks after an account: what it has and what was agreed with it is theirs to look after too."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from crm_contracts.customers.events import AccountOwnerChanged
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.agreement import Agreement
from service_desk.domain.asset import Asset
from service_desk.domain.copies import AccountCopy

KINDS: tuple[Any, ...] = (Agreement, Asset)


@app.reacts(AccountOwnerChanged)
def on_account_owner_changed(event: AccountOwnerChanged, work: Work) -> None:
    """News that is older than what is known of the account changes nothing."""
    known = work.session.get(AccountCopy, event.id)
    if known is not None and known.source_version > int(work.envelope["aggregateversion"]):
        return
    for kind in KINDS:
        theirs = select(kind).where(kind.account_id == event.id, kind.owner_id != event.to_owner_id)
        for record in work.session.scalars(theirs.order_by(kind.id).with_for_update()):
            record.owner_id, record.team_path = event.to_owner_id, event.to_team_path
