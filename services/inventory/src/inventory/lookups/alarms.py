"""Safety stock: checked whenever something moves, is reserved or is expected."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, bindparam, func, select, tuple_

from crm_kit.work import Work
from inventory.domain.balance import Balance
from inventory.domain.product import SafetyStock
from inventory.domain.stock_alarm import StockAlarm
from inventory.domain.stock_expected import StockExpected
from inventory.lookups.products import watched

Pair = tuple[UUID, UUID]
"""A product in a warehouse."""


def check_alarms(work: Work, balances: Iterable[Balance]) -> None:
    """Raise, update and close the alarms of the products in these places. What was changed before is written first."""
    moved = {(each.product_id, each.warehouse_id) for each in balances}
    check_pairs(work, moved & watched(work, {product_id for product_id, _ in moved}))


def check_pairs(work: Work, pairs: Iterable[Pair]) -> None:
    """The same for products in warehouses."""
    wanted = sorted(set(pairs))
    if not wanted:
        return
    work.flush()
    rows = work.session.execute(_STANDING, {"pairs": wanted}).all()
    for row in rows:
        _check(work, row.StockAlarm, row)


def close_alarms(work: Work, pairs: Iterable[Pair]) -> None:
    """Products that these warehouses are not to have a safety stock of any more cannot fall below it."""
    unwatched = tuple_(StockAlarm.product_id, StockAlarm.warehouse_id).in_(sorted(pairs))
    for alarm in work.session.scalars(select(StockAlarm).where(unwatched, StockAlarm.status == "open")):
        alarm.recover(work.now)


def _standing() -> Any:
    """How much there is, how much is to come and what should be there, for each product that has a safety stock."""
    here = (Balance.product_id == SafetyStock.product_id) & (Balance.warehouse_id == SafetyStock.warehouse_id)
    coming = (StockExpected.product_id == SafetyStock.product_id) & (StockExpected.warehouse_id == SafetyStock.warehouse_id)
    on_hand = _sum(Balance.on_hand, here & Balance.is_reservable)
    projected = on_hand + _sum(StockExpected.qty, coming) - _sum(Balance.reserved, here)
    same = (StockAlarm.product_id == SafetyStock.product_id) & (StockAlarm.warehouse_id == SafetyStock.warehouse_id)
    standing = select(
        SafetyStock.product_id, SafetyStock.warehouse_id, SafetyStock.qty.label("safety"), on_hand.label("on_hand"),
        projected.label("projected"), StockAlarm,
    )  # fmt: skip
    joined = standing.outerjoin(StockAlarm, same & (StockAlarm.status == "open"))
    return joined.where(tuple_(SafetyStock.product_id, SafetyStock.warehouse_id).in_(bindparam("pairs", expanding=True)))


def _sum(column: Any, condition: ColumnElement[bool]) -> Any:
    return func.coalesce(select(func.sum(column)).where(condition).correlate(SafetyStock).scalar_subquery(), 0)


_STANDING = _standing()


def _check(work: Work, alarm: StockAlarm | None, row: Any) -> None:
    standing = {"on_hand": row.on_hand, "projected": row.projected, "safety": row.safety}
    if row.projected >= row.safety:
        if alarm is not None:
            alarm.see(**standing)
            alarm.recover(work.now)
    elif alarm is None:
        work.add(StockAlarm(product_id=row.product_id, warehouse_id=row.warehouse_id, **standing)).breach()
    elif alarm.see(**standing):
        alarm.touch()
