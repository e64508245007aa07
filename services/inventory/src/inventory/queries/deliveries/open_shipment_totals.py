"""What is still to be shipped, summed up."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Text, cast, func, select

from crm_contracts.inventory.queries.deliveries import OpenShipmentTotals
from crm_contracts.inventory.views.deliveries import OpenShipmentGroup, OpenShipmentsView
from crm_kit.messages import dump
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.copies import AccountCopy
from inventory.domain.order_fulfilment import OrderFulfilment, OrderFulfilmentLine
from inventory.domain.product import Product
from inventory.lookups.open_shipments import LEFT, still_to_ship

BY = {
    "customer": (OrderFulfilment.account_id, select(AccountCopy.name).where(AccountCopy.id == OrderFulfilment.account_id)),
    "product": (OrderFulfilmentLine.product_id, select(Product.name).where(Product.id == OrderFulfilmentLine.product_id)),
    "due": (OrderFulfilmentLine.due_on, None),
}


@app.answers(OpenShipmentTotals)
def open_shipment_totals(query: OpenShipmentTotals, work: Work) -> dict[str, Any]:
    key, name = BY[query.group_by]
    called = name.scalar_subquery() if name is not None else func.to_char(key, "YYYY-MM-DD")
    sums = (func.count(OrderFulfilment.id.distinct()), func.count(), func.sum(LEFT * OrderFulfilmentLine.factor))
    statement = select(cast(key, Text), called, *sums).join(OrderFulfilment, OrderFulfilmentLine.order_id == OrderFulfilment.id)
    due = [OrderFulfilmentLine.due_on <= query.due_to] if query.due_to else []
    order = key.asc().nulls_last() if query.group_by == "due" else sums[2].desc()
    grouped = statement.where(*still_to_ship(work), *due).group_by(key).order_by(order).limit(query.limit)
    names = ("key", "name", "orders", "lines", "open")
    groups = [OpenShipmentGroup(**dict(zip(names, row, strict=True))) for row in work.session.execute(grouped)]
    return dump(None, OpenShipmentsView, {"group_by": query.group_by, "groups": groups})
