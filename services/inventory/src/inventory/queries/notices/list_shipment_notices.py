"""Shipment notices, page by page."""

from typing import Any

from sqlalchemy import select

from crm_contracts.inventory.queries.notices import ListShipmentNotices
from crm_kit.listing import page
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.copies import AccountCopy
from inventory.domain.notice import ShipmentNotice

COLUMNS = {"account_name": select(AccountCopy.name).where(AccountCopy.id == ShipmentNotice.account_id).scalar_subquery()}


@app.answers(ListShipmentNotices)
def list_shipment_notices(query: ListShipmentNotices, work: Work) -> dict[str, Any]:
    return page(work, query, ShipmentNotice, COLUMNS)
