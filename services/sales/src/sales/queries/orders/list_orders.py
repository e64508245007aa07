"""Orders, page by page."""

from typing import Any

from sqlalchemy import select

from crm_contracts.sales.queries.orders import ListOrders
from crm_kit.listing import page
from crm_kit.work import Work
from sales.app import app
from sales.domain.copies import AccountCopy
from sales.domain.order import Order

_of_account = AccountCopy.id == Order.account_id
COLUMNS = {
    "account_name": select(AccountCopy.name).where(_of_account).scalar_subquery(),
    "region": select(AccountCopy.region).where(_of_account).scalar_subquery(),
}


@app.answers(ListOrders)
def list_orders(query: ListOrders, work: Work) -> dict[str, Any]:
    return page(work, query, Order, COLUMNS)
