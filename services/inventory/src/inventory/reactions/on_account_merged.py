"""Accounts that became others: everything that means them means the survivor."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert

from crm_contracts.customers.events import AccountMerged
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.copies import AccountCopy
from inventory.domain.delivery import Delivery
from inventory.domain.notice import ShipmentNotice
from inventory.domain.supplier import Supplier
from inventory.domain.waybill import Waybill


@app.reacts(AccountMerged)
def on_account_merged(event: AccountMerged, work: Work) -> None:
    _redirect(work, event.merged_ids, event.survivor_id)
    for supplier in work.session.scalars(select(Supplier).where(Supplier.account_id.in_(event.merged_ids))):
        supplier.repoint(event.survivor_id)
    for entity in (ShipmentNotice, Delivery, Waybill):
        _repoint(work, entity, event.merged_ids, event.survivor_id)


def _redirect(work: Work, merged_ids: list[UUID], survivor_id: UUID) -> None:
    """Remember where they went, also for those that nothing has been heard of yet, and for earlier ones that led to them."""
    rows = [{"id": each, "name": "", "owner_id": work.caller.user_id, "merged_into": survivor_id} for each in merged_ids]
    known = {"merged_into": survivor_id}
    work.session.execute(insert(AccountCopy).values(rows).on_conflict_do_update(index_elements=["id"], set_=known))
    work.session.execute(update(AccountCopy).where(AccountCopy.merged_into.in_(merged_ids)).values(merged_into=survivor_id))


def _repoint(work: Work, entity: Any, merged_ids: list[UUID], survivor_id: UUID) -> None:
    """Whoever holds an older version of one reads it again."""
    moved = {"account_id": survivor_id, "version": entity.version + 1, "updated_at": work.now}
    work.session.execute(update(entity).where(entity.account_id.in_(merged_ids)).values(moved))
