"""What is still to be shipped, line by line."""

from typing import Any

from sqlalchemy import join, select

from crm_contracts.inventory.queries.deliveries import ListOpenShipments
from crm_kit.listing import page
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.copies import AccountCopy
from inventory.domain.order_fulfilment import OrderFulfilment, OrderFulfilmentLine
from inventory.domain.product import Product
from inventory.lookups.open_shipments import DUE_BY, LEFT, noticed, still_to_ship

COLUMNS = {
    "order_number": OrderFulfilment.number, "order_status": OrderFulfilment.status, "account_id": OrderFulfilment.account_id,
    "account_name": select(AccountCopy.name).where(AccountCopy.id == OrderFulfilment.account_id).scalar_subquery(),
    "product_code": select(Product.code).where(Product.id == OrderFulfilmentLine.product_id).scalar_subquery(),
    "ordered": OrderFulfilmentLine.qty, "open": LEFT, "noticed": noticed(), "due_by": DUE_BY, "owner_id": OrderFulfilment.owner_id,
    "updated_at": OrderFulfilment.updated_at,
}  # fmt: skip
_OF_ORDER = join(OrderFulfilmentLine, OrderFulfilment, OrderFulfilmentLine.order_id == OrderFulfilment.id)


@app.answers(ListOpenShipments)
def list_open_shipments(query: ListOpenShipments, work: Work) -> dict[str, Any]:
    return page(work, query, OrderFulfilmentLine, COLUMNS, *still_to_ship(work), source=_OF_ORDER)
