"""Who did what in sales, and who may."""

from typing import Any

from crm_contracts.sales.queries.audit import ExplainAccess, ListHistory
from crm_kit.audit import explain_access as explain
from crm_kit.audit import history_page
from crm_kit.work import Work
from sales.app import app
from sales.domain.lead import Lead
from sales.domain.opportunity import Opportunity


@app.answers(ListHistory)
def list_history(query: ListHistory, work: Work) -> dict[str, Any]:
    return history_page(work, query)


@app.answers(ExplainAccess)
def explain_access(query: ExplainAccess, work: Work) -> dict[str, Any]:
    return explain(work, query, Lead, Opportunity)
