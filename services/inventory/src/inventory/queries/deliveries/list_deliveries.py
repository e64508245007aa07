"""Deliveries, page by page."""

from typing import Any

from sqlalchemy import select

from crm_contracts.inventory.queries.deliveries import ListDeliveries
from crm_kit.listing import page
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.copies import AccountCopy
from inventory.domain.delivery import Delivery

COLUMNS = {"account_name": select(AccountCopy.name).where(AccountCopy.id == Delivery.account_id).scalar_subquery()}


@app.answers(ListDeliveries)
def list_deliveries(query: ListDeliveries, work: Work) -> dict[str, Any]:
    return page(work, query, Delivery, COLUMNS)
