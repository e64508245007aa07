"""Reasons, page by page."""

from typing import Any

from crm_contracts.sales.queries.processes import ListReasons
from crm_kit.listing import page
from crm_kit.work import Work
from sales.app import app
from sales.domain.reason import ClosingReason


@app.answers(ListReasons)
def list_reasons(query: ListReasons, work: Work) -> dict[str, Any]:
    return page(work, query, ClosingReason)
