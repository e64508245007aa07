"""Waybills, page by page."""

from typing import Any

from crm_contracts.inventory.queries.deliveries import ListWaybills
from crm_kit.listing import page
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.waybill import Waybill


@app.answers(ListWaybills)
def list_waybills(query: ListWaybills, work: Work) -> dict[str, Any]:
    return page(work, query, Waybill)
