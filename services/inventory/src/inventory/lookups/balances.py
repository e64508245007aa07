"""Balances under lock: the one way to change what there is."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select, tuple_
from sqlalchemy.orm.attributes import set_committed_value

from crm_kit.model import new_id
from crm_kit.work import Work
from inventory.domain.balance import Balance
from inventory.domain.warehouse import RESERVABLE

WRITTEN = ("on_hand", "reserved", "value")
WRITE = """
UPDATE balances AS b
SET on_hand = w.on_hand, reserved = w.reserved, value = w.value, version = b.version + 1, updated_at = %(now)s
FROM unnest(%(id)s::uuid[], %(on_hand)s::numeric[], %(reserved)s::numeric[], %(value)s::numeric[])
    AS w (id, on_hand, reserved, value)
WHERE b.id = w.id
"""
MAKE = """
INSERT INTO balances (
    id, product_id, code, location_id, warehouse_id, is_reservable, on_hand, reserved, value, version, created_at, updated_at,
    created_by
)
SELECT w.id, p.id, p.code, l.id, l.warehouse_id, l.kind = ANY(%(reservable)s), 0, 0, 0, 1, %(now)s, %(now)s, %(by)s
FROM unnest(%(id)s::uuid[], %(product_id)s::uuid[], %(location_id)s::uuid[]) AS w (id, product_id, location_id)
JOIN products AS p ON p.id = w.product_id
JOIN locations AS l ON l.id = w.location_id
WHERE NOT EXISTS (SELECT FROM balances AS b WHERE b.product_id = w.product_id AND b.location_id = w.location_id)
ORDER BY w.product_id, w.location_id
ON CONFLICT DO NOTHING
"""
_wanted, _known = bindparam("wanted", expanding=True), bindparam("known", expanding=True)
_fresh = select(Balance).where(Balance.id.not_in(_known)).order_by(Balance.product_id, Balance.location_id).with_for_update()
IN_PLACES = _fresh.where(tuple_(Balance.product_id, Balance.location_id).in_(_wanted))
IN_STOCK = _fresh.where(Balance.product_id.in_(_wanted), Balance.is_reservable)
Place = tuple[UUID, UUID]
"""A product in a location."""


def make(work: Work, places: Collection[Place]) -> None:
    """Balances with nothing in them for products in places of warehouses that have none yet.

    Before any is locked, and in the order in which all make them: so those who make the same ones at once wait, but not for each
    other.
    """
    if places:
        product_ids, location_ids = zip(*places, strict=True)
        made = {"id": [new_id() for _ in places], "product_id": list(product_ids), "location_id": list(location_ids)}
        about = {"reservable": list(RESERVABLE), "now": work.now, "by": work.caller.user_id}
        work.session.connection().exec_driver_sql(MAKE, {**made, **about})


def locked(work: Work, places: Iterable[Place]) -> dict[Place, Balance]:
    """Those balances of products in places that there are, locked until the end in an order that all keep to."""
    held, wanted = _held(work), set(places)
    if missing := wanted - held.keys():
        _lock(work, IN_PLACES, missing)
    return {place: held[place] for place in wanted if place in held}


def locked_stock(work: Work, product_ids: Collection[UUID]) -> dict[UUID, list[Balance]]:
    """What there is of the products wherever it can be reserved, locked."""
    known: set[UUID] = work.session.info.setdefault("locked_products", set())
    if fresh := set(product_ids) - known:
        _lock(work, IN_STOCK, fresh)
        known |= fresh
    found: dict[UUID, list[Balance]] = {product_id: [] for product_id in product_ids}
    for balance in _held(work).values():
        if balance.is_reservable and balance.product_id in found:
            found[balance.product_id].append(balance)
    return found


def write(work: Work) -> None:
    """Write everything that changed, the balances first."""
    write_balances(work)
    work.flush()


def write_balances(work: Work) -> None:
    """Have the balances written that changed, in one statement; nobody else has changed them, for they are locked."""
    changed = [balance for balance in _held(work).values() if balance.take_changed()]
    if changed:
        work.write(WRITE, **{name: [getattr(each, name) for each in changed] for name in ("id", *WRITTEN)}, now=work.now)
    for balance in changed:
        written = {name: getattr(balance, name) for name in WRITTEN}
        for name, value in {**written, "version": balance.version + 1, "updated_at": work.now}.items():
            set_committed_value(balance, name, value)


def _held(work: Work) -> dict[Place, Balance]:
    """The balances that this transaction has locked: as they stand in it."""
    held: dict[Place, Balance] = work.session.info.setdefault("balances", {})
    return held


def _lock(work: Work, statement: Any, wanted: Collection[Any]) -> None:
    """Those that are locked already keep what was changed of them."""
    held = _held(work)
    told = {"wanted": sorted(wanted), "known": [balance.id for balance in held.values()]}
    for balance in work.session.scalars(statement, told, execution_options={"populate_existing": True}):
        held[(balance.product_id, balance.location_id)] = balance
