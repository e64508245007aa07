"""Balances under lock: the one way to change what there is."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import select, tuple_
from sqlalchemy.dialects.postgresql import insert

from crm_kit.model import new_id
from crm_kit.work import Work
from inventory.domain.balance import Balance
from inventory.lookups.places import locations

Place = tuple[UUID, UUID]
"""A product in a location."""


def locked(work: Work, places: Iterable[Place]) -> dict[Place, Balance]:
    """The balances of products in places, made where there was none, locked until the end in an order that all keep to."""
    held, wanted = _held(work), set(places)
    missing = wanted - held.keys()
    if missing:
        _lock(work, tuple_(Balance.product_id, Balance.location_id).in_(sorted(missing)))
    if fresh := wanted - held.keys():
        _make(work, fresh)
        _lock(work, tuple_(Balance.product_id, Balance.location_id).in_(sorted(fresh)))
    return {place: held[place] for place in wanted}


def locked_stock(work: Work, product_ids: Collection[UUID]) -> dict[UUID, list[Balance]]:
    """What there is of the products wherever it can be reserved, locked."""
    known: set[UUID] = work.session.info.setdefault("locked_products", set())
    if fresh := set(product_ids) - known:
        _lock(work, Balance.product_id.in_(sorted(fresh)) & Balance.is_reservable)
        known |= fresh
    found: dict[UUID, list[Balance]] = {product_id: [] for product_id in product_ids}
    for balance in _held(work).values():
        if balance.is_reservable and balance.product_id in found:
            found[balance.product_id].append(balance)
    return found


def _held(work: Work) -> dict[Place, Balance]:
    """The balances that this transaction has locked: as they stand in it."""
    held: dict[Place, Balance] = work.session.info.setdefault("balances", {})
    return held


def _lock(work: Work, condition: Any) -> None:
    """Those that are locked already keep what was changed of them."""
    held = _held(work)
    known = [balance.id for balance in held.values()]
    query = select(Balance).where(condition).order_by(Balance.product_id, Balance.location_id).with_for_update()
    fresh = query.where(Balance.id.not_in(known)) if known else query
    for balance in work.session.scalars(fresh, execution_options={"populate_existing": True}):
        held[(balance.product_id, balance.location_id)] = balance


def _make(work: Work, places: set[Place]) -> None:
    """Rows with nothing in them; somebody else may have made them just now."""
    known = locations(work, {location_id for _, location_id in places})
    rows = [_row(work, product_id, known[location_id]) for product_id, location_id in sorted(places)]
    work.session.execute(insert(Balance).values(rows).on_conflict_do_nothing())


def _row(work: Work, product_id: UUID, location: Any) -> dict[str, Any]:
    about = {"location_id": location.id, "warehouse_id": location.warehouse_id}
    rules = {"is_reservable": location.is_reservable, "allows_negative": location.allows_negative}
    empty = {"on_hand": 0, "reserved": 0, "value": 0, "version": 1}
    made = {"created_at": work.now, "updated_at": work.now, "created_by": work.caller.user_id}
    return {"id": new_id(), "product_id": product_id, **about, **rules, **empty, **made}
