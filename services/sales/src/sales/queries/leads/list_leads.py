"""Leads, page by page."""

from typing import Any

from crm_contracts.sales.queries.leads import ListLeads
from crm_kit.listing import page
from crm_kit.work import Work
from sales.app import app
from sales.domain.lead import Lead


@app.answers(ListLeads)
def list_leads(query: ListLeads, work: Work) -> dict[str, Any]:
    return page(work, query, Lead)
