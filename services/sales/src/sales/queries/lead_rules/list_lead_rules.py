"""Rules, page by page."""

from typing import Any

from crm_contracts.sales.queries.lead_rules import ListLeadRules
from crm_kit.listing import page
from crm_kit.work import Work
from sales.app import app
from sales.domain.lead_rule import LeadRule


@app.answers(ListLeadRules)
def list_lead_rules(query: ListLeadRules, work: Work) -> dict[str, Any]:
    return page(work, query, LeadRule)
