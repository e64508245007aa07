"""What a product costs."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from crm_contracts.inventory.queries.products import GetProductCosts
from crm_contracts.inventory.views.products import ProductCosts, WarehouseCost
from crm_kit.messages import dump
from crm_kit.money import Money
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.balance import NOTHING, SMALLEST, Balance
from inventory.domain.ledger_entry import LedgerEntry
from inventory.domain.product import Product


@app.answers(GetProductCosts)
def get_product_costs(query: GetProductCosts, work: Work) -> dict[str, Any]:
    product = work.get(Product, query.product_id)
    warehouses = [_cost(row) for row in _balances(work, product.id)]
    on_hand = sum((each.on_hand for each in warehouses), NOTHING)
    value = sum((each.value.amount for each in warehouses), NOTHING)
    last = _last_in(work, product.id)
    return dump(product, ProductCosts, {
        "on_hand": on_hand, "unit_cost": _average(value, on_hand), "value": Money(value, app.base_currency),
        "last_cost": last and last.unit_cost, "last_posted_on": last and last.posted_on, "warehouses": warehouses,
    })  # fmt: skip


def _balances(work: Work, product_id: UUID) -> Sequence[Any]:
    sums = (func.sum(Balance.on_hand).label("on_hand"), func.sum(Balance.value).label("value"))
    query = select(Balance.warehouse_id, *sums).where(Balance.product_id == product_id).group_by(Balance.warehouse_id)
    return work.session.execute(query.order_by(Balance.warehouse_id)).all()


def _cost(row: Any) -> WarehouseCost:
    value, unit_cost = Money(row.value, app.base_currency), _average(row.value, row.on_hand)
    return WarehouseCost(warehouse_id=row.warehouse_id, on_hand=row.on_hand, unit_cost=unit_cost, value=value)


def _average(value: Decimal, qty: Decimal) -> Decimal:
    return (value / qty).quantize(SMALLEST, ROUND_HALF_UP) if qty else NOTHING


def _last_in(work: Work, product_id: UUID) -> LedgerEntry | None:
    """The last goods that came into a warehouse from outside."""
    came = (LedgerEntry.product_id == product_id) & LedgerEntry.warehouse_id.is_not(None) & (LedgerEntry.qty > 0)
    latest = select(LedgerEntry).where(came).order_by(LedgerEntry.posted_on.desc(), LedgerEntry.id.desc()).limit(1)
    return work.session.scalars(latest).one_or_none()
