"""Where goods can be: warehouses, the places inside of them, and those outside."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from crm_kit.errors import Conflict, Invalid
from crm_kit.model import new_id
from crm_kit.work import Work
from inventory.domain.balance import Balance
from inventory.domain.warehouse import OUTSIDE, Location, Warehouse
from inventory.lookups.premises import IN_USE, premises


def warehouses(work: Work) -> Sequence[Warehouse]:
    """All that are in use, in the order in which orders are served from them."""
    here = premises(work)
    if not here.warehouses:
        here.warehouses = [settle_in(work)]
    return here.warehouses


def warehouse_or_default(work: Work, warehouse_id: UUID | None, pointer: str = "/warehouse_id") -> Warehouse:
    """The warehouse, the one that orders are served from first without an id; Invalid (422) where there is none."""
    if warehouse_id is None:
        return warehouses(work)[0]
    for warehouse in warehouses(work):
        if warehouse.id == warehouse_id:
            return warehouse
    raise Invalid.field(pointer, "unknown_warehouse", "There is no such warehouse")


def location_of(work: Work, warehouse_id: UUID, kind: str = "stock") -> UUID:
    """The warehouse's place of a kind; its own place for its own kind, any other is made on first use."""
    warehouse = warehouse_or_default(work, warehouse_id)
    if kind in ("stock", warehouse.kind):
        return warehouse.location_id
    return _place(work, kind, warehouse).id


def outside(work: Work, kind: str) -> UUID:
    """The place outside of all warehouses: supplier, customer or adjustment."""
    known = premises(work).outside
    if kind not in known:
        known[kind] = _place(work, kind, None).id
    return known[kind]


def outside_places(work: Work) -> set[UUID]:
    """All of them, as far as something has ever come from there or gone there."""
    return set(premises(work).outside.values())


def _place(work: Work, kind: str, warehouse: Warehouse | None) -> Location:
    """Twins wait for each other, so that there is one place of a kind."""
    one_at_a_time(work, f"place {kind} {warehouse.id if warehouse else ''}")
    warehouse_id = warehouse.id if warehouse else None
    same = (Location.kind == kind, Location.warehouse_id.is_not_distinct_from(warehouse_id))
    known = work.session.scalars(select(Location).where(*same)).first()
    return known or new_location(work, warehouse_id, kind, kind)


def new_location(work: Work, warehouse_id: UUID | None, code: str, kind: str, location_id: UUID | None = None) -> Location:
    """Another place."""
    location = work.add(Location(id=location_id or new_id(), warehouse_id=warehouse_id, code=code, kind=kind))
    work.flush()
    return location


def new_warehouse(work: Work, warehouse: Warehouse) -> Warehouse:
    """Another warehouse with its own place; Conflict (409) where its code is taken."""
    taken = select(Warehouse.id).where(func.lower(Warehouse.code) == warehouse.code.lower(), Warehouse.deleted_at.is_(None))
    if known := work.session.scalars(taken).first():
        raise Conflict("There is a warehouse with this code", code="duplicate", duplicate_id=str(known))
    warehouse.location_id = new_id()
    work.add(warehouse)
    work.flush()
    new_location(work, warehouse.id, warehouse.code, warehouse.kind, warehouse.location_id)
    return warehouse


def make_default(work: Work, warehouse: Warehouse) -> None:
    """Serve orders from it first."""
    for other in work.session.scalars(select(Warehouse).where(Warehouse.is_default, Warehouse.id != warehouse.id)):
        other.is_default = False
    work.flush()
    warehouse.is_default = True


def refuse_filled(work: Work, warehouse: Warehouse) -> None:
    """Conflict (409 `in_use`) while goods are in it or kept in it."""
    filled = (Balance.warehouse_id == warehouse.id) & ((Balance.on_hand != 0) | (Balance.reserved != 0))
    if work.session.scalar(select(Balance.id).where(filled).limit(1)):
        raise Conflict("Goods are in this warehouse", code="in_use")


def check_warehouses(work: Work, levels: Sequence[Any]) -> None:
    """Invalid (422) at every safety stock whose warehouse there is not."""
    known = {warehouse.id for warehouse in warehouses(work)} if levels else set()
    for number, level in enumerate(levels):
        if level.warehouse_id not in known:
            raise Invalid.field(f"/safety_stock/{number}/warehouse_id", "unknown_warehouse", "There is no such warehouse")


def settle_in(work: Work) -> Warehouse:
    """The tenant's first warehouse and the places outside, made on first use."""
    one_at_a_time(work, "first warehouse")
    if known := work.session.scalars(select(Warehouse).where(IN_USE)).first():
        return known
    for kind in OUTSIDE:
        outside(work, kind)
    return new_warehouse(work, Warehouse(code="MAIN", name="Main warehouse", kind="stock", is_default=True, is_active=True))


def one_at_a_time(work: Work, what: str) -> None:
    """Wait until nobody else in the tenant does the same, until the end of the transaction."""
    key = f"{what} {work.caller.tenant_id}"
    work.session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(key, 0))))
