"""What can be promised of products, by a day."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from crm_contracts.inventory.queries.stock import StockAvailability
from crm_contracts.inventory.views.stock import ProductAvailability, StockAvailabilityView
from crm_kit.messages import dump
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.balance import NOTHING, Balance
from inventory.domain.stock_expected import StockExpected
from inventory.lookups.products import named_products

Coming = dict[UUID, list[tuple[dt.date | None, Decimal]]]


@app.answers(StockAvailability)
def stock_availability(query: StockAvailability, work: Work) -> dict[str, Any]:
    named_products(work, {f"/product_ids/{number}": each for number, each in enumerate(query.product_ids)})
    day, there, coming = query.on or work.today, _there(query, work), _coming(query, work)
    free = (NOTHING, NOTHING)
    shown = [_promise(each, there.get(each, free), coming[each], day, query.qty, work.today) for each in query.product_ids]
    return dump(None, StockAvailabilityView, {"on": day, "products": shown})


def _there(query: StockAvailability, work: Work) -> dict[UUID, tuple[Decimal, Decimal]]:
    """On hand and reserved, where it can be reserved."""
    inside = [Balance.product_id.in_(query.product_ids), Balance.is_reservable]
    inside += [Balance.warehouse_id == query.warehouse_id] if query.warehouse_id else []
    sums = select(Balance.product_id, func.sum(Balance.on_hand), func.sum(Balance.reserved)).where(*inside)
    rows = work.session.execute(sums.group_by(Balance.product_id))
    return {product_id: (on_hand, reserved) for product_id, on_hand, reserved in rows}


def _coming(query: StockAvailability, work: Work) -> Coming:
    """What is expected, by day; what has no day comes last."""
    inside = [StockExpected.product_id.in_(query.product_ids)]
    inside += [StockExpected.warehouse_id == query.warehouse_id] if query.warehouse_id else []
    lines = select(StockExpected.product_id, StockExpected.due_on, StockExpected.qty).where(*inside)
    found: Coming = defaultdict(list)
    for product_id, due_on, qty in work.session.execute(lines.order_by(StockExpected.due_on)):
        found[product_id].append((due_on, qty))
    return found


def _promise(
    product_id: UUID, there: tuple[Decimal, Decimal], coming: Sequence[tuple[dt.date | None, Decimal]], day: dt.date,
    qty: Decimal | None, today: dt.date,
) -> ProductAvailability:  # fmt: skip
    on_hand, reserved = there
    expected = sum((more for due_on, more in coming if due_on is not None and due_on <= day), NOTHING)
    return ProductAvailability(
        product_id=product_id, on_hand=on_hand, reserved=reserved, available=on_hand - reserved, expected=expected,
        to_promise=on_hand - reserved + expected, complete_on=_complete_on(on_hand - reserved, coming, qty, today),
    )  # fmt: skip


def _complete_on(
    free: Decimal, coming: Sequence[tuple[dt.date | None, Decimal]], qty: Decimal | None, today: dt.date
) -> dt.date | None:
    """The first day on which so much is there; what is late is expected from today on."""
    if qty is None:
        return None
    if free >= qty:
        return today
    for due_on, more in coming:
        free += more
        if free >= qty and due_on is not None:
            return max(due_on, today)
    return None
