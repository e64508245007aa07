"""Balances under lock: the one way to change what there is."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import select, tuple_
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm.attributes import set_committed_value

from crm_kit.model import new_id
from crm_kit.work import Work
from inventory.domain.balance import Balance
from inventory.lookups.places import locations

WRITTEN = ("on_hand", "reserved", "value")
WRITE = """
UPDATE balances AS b
SET on_hand = w.on_hand, reserved = w.reserved, value = w.value, version = b.version + 1, updated_at = %(now)s
FROM unnest(%(id)s::uuid[], %(on_hand)s::numeric[], %(reserved)s::numeric[], %(value)s::numeric[])
    AS w (id, on_hand, reserved, value)
WHERE b.id = w.id
"""
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


def write(work: Work) -> None:
    """Write everything that changed, the balances in one statement; nobody else has changed them, for they are locked."""
    changed = [balance for balance in _held(work).values() if balance.take_changed()]
    if changed:
        columns = {name: [getattr(each, name) for each in changed] for name in ("id", *WRITTEN)}
        work.session.connection().exec_driver_sql(WRITE, {**columns, "now": work.now})
    for balance in changed:
        written = {name: getattr(balance, name) for name in WRITTEN}
        for name, value in {**written, "version": balance.version + 1, "updated_at": work.now}.items():
            set_committed_value(balance, name, value)
    work.flush()


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
