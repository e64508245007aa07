"""Accounts and contacts that became others: their tickets are the survivor's."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert

from crm_contracts.customers.events import AccountMerged, ContactMerged
from crm_contracts.service_desk.events import TicketUpdated
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.agreement import Agreement
from service_desk.domain.asset import Asset
from service_desk.domain.copies import AccountCopy, ContactCopy
from service_desk.domain.ticket import Ticket


@app.reacts(AccountMerged)
def on_account_merged(event: AccountMerged, work: Work) -> None:
    _redirect(work, AccountCopy, event.merged_ids, event.survivor_id, {})
    _repoint(work, Ticket.account_id, event.merged_ids, event.survivor_id)
    _hand_over(work, event.merged_ids, event.survivor_id)


@app.reacts(ContactMerged)
def on_contact_merged(event: ContactMerged, work: Work) -> None:
    nothing: list[str] = []
    blank = {"emails": nothing, "phones": nothing, "account_ids": nothing}
    _redirect(work, ContactCopy, event.merged_ids, event.survivor_id, blank)
    _repoint(work, Ticket.contact_id, event.merged_ids, event.survivor_id)


def _redirect(work: Work, copy: Any, merged_ids: list[UUID], survivor_id: UUID, blank: dict[str, Any]) -> None:
    """Remember where they went, also for those that nothing has been heard of yet, and for earlier ones that led to them."""
    row = {"name": "", "owner_id": work.caller.user_id, "merged_into": survivor_id, **blank}
    known = insert(copy).values([{"id": each, **row} for each in merged_ids])
    work.session.execute(known.on_conflict_do_update(index_elements=["id"], set_={"merged_into": survivor_id}))
    work.session.execute(update(copy).where(copy.merged_into.in_(merged_ids)).values(merged_into=survivor_id))


def _repoint(work: Work, column: Any, merged_ids: list[UUID], survivor_id: UUID) -> None:
    """Who keeps copies of tickets is told."""
    theirs = select(Ticket).where(column.in_(merged_ids)).order_by(Ticket.id).with_for_update()
    for ticket in work.session.scalars(theirs):
        setattr(ticket, column.key, survivor_id)
        ticket.record(TicketUpdated)


def _hand_over(work: Work, merged_ids: list[UUID], survivor_id: UUID) -> None:
    """What they have, and what was agreed with them, is the survivor's."""
    kinds: tuple[Any, ...] = (Agreement, Asset)
    for kind in kinds:
        theirs = select(kind).where(kind.account_id.in_(merged_ids)).order_by(kind.id).with_for_update()
        for record in work.session.scalars(theirs):
            record.account_id = survivor_id
