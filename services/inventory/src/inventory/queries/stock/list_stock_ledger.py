"""The stock ledger, page by page."""

from typing import Any

from sqlalchemy import null

from crm_contracts.inventory.queries.stock import ListStockLedger
from crm_kit.listing import page
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.ledger_entry import LedgerEntry


@app.answers(ListStockLedger)
def list_stock_ledger(query: ListStockLedger, work: Work) -> dict[str, Any]:
    hidden = {} if work.caller.may("inventory.cost.read") else {"unit_cost": null(), "value": null()}
    return page(work, query, LedgerEntry, hidden)
