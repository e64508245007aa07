"""Receipts, page by page."""

from typing import Any

from crm_contracts.inventory.queries.purchasing import ListReceipts
from crm_kit.listing import page
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.receipt import Receipt


@app.answers(ListReceipts)
def list_receipts(query: ListReceipts, work: Work) -> dict[str, Any]:
    return page(work, query, Receipt)
