"""What was shipped, summed up."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import ColumnElement, Text, cast, func, select

from crm_contracts.inventory.queries.deliveries import ShippedStatistics
from crm_contracts.inventory.views.deliveries import ShippedGroup, ShippedView
from crm_kit.messages import dump
from crm_kit.visibility import visible
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.copies import AccountCopy
from inventory.domain.delivery import Delivery, DeliveryLine
from inventory.domain.product import Product

MOST = 1000
AWAY = ("shipped", "delivered", "delivery_failed")
_MONTH = func.to_char(func.timezone("UTC", Delivery.shipped_at), "YYYY-MM")
_CUSTOMER = (AccountCopy, AccountCopy.id == Delivery.account_id)
_PRODUCT = (Product, Product.id == DeliveryLine.product_id)
BY: dict[str, tuple[Any, Any, Any]] = {
    "product": (DeliveryLine.product_id, func.min(Product.name), _PRODUCT),
    "category": (func.nullif(Product.category, ""), func.min(Product.category), _PRODUCT),
    "region": (AccountCopy.region, func.min(AccountCopy.region), _CUSTOMER),
    "industry": (AccountCopy.industry, func.min(AccountCopy.industry), _CUSTOMER),
    "customer": (Delivery.account_id, func.min(AccountCopy.name), _CUSTOMER),
    "month": (_MONTH, func.min(_MONTH), None),
}


@app.answers(ShippedStatistics)
def shipped_statistics(query: ShippedStatistics, work: Work) -> dict[str, Any]:
    key, name, join = BY[query.group_by]
    qty = func.sum(DeliveryLine.picked * DeliveryLine.factor)
    sums = select(cast(key, Text), name, func.count(Delivery.id.distinct()), func.count(), qty)
    of_delivery = sums.join(Delivery, DeliveryLine.delivery_id == Delivery.id)
    joined = of_delivery.outerjoin(*join) if join else of_delivery
    order = key.asc() if query.group_by == "month" else qty.desc()
    grouped = joined.where(*_conditions(query, work)).group_by(key).order_by(order).limit(MOST)
    names = ("key", "name", "deliveries", "lines", "qty")
    groups = [ShippedGroup(**dict(zip(names, row, strict=True))) for row in work.session.execute(grouped)]
    about = {"group_by": query.group_by, "shipped_from": query.shipped_from, "shipped_to": query.shipped_to}
    return dump(None, ShippedView, {**about, "groups": groups})


def _conditions(query: ShippedStatistics, work: Work) -> list[ColumnElement[bool]]:
    found = [visible(work.caller, Delivery, work.allow), Delivery.status.in_(AWAY), DeliveryLine.picked > 0]
    if query.shipped_from:
        found.append(Delivery.shipped_at >= _midnight(query.shipped_from))
    if query.shipped_to:
        found.append(Delivery.shipped_at < _midnight(query.shipped_to + dt.timedelta(days=1)))
    if query.account_id:
        found.append(Delivery.account_id == query.account_id)
    if query.product_id:
        found.append(DeliveryLine.product_id == query.product_id)
    return [*found, *_of_customers(query)]


def _of_customers(query: ShippedStatistics) -> list[ColumnElement[bool]]:
    asked = {AccountCopy.region: query.region, AccountCopy.industry: query.industry}
    alike = [column == value for column, value in asked.items() if value]
    return [Delivery.account_id.in_(select(AccountCopy.id).where(*alike))] if alike else []


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), dt.UTC)
