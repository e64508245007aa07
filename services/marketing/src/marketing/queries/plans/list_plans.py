"""Plans and programmes, page by page."""

from typing import Any

from crm_contracts.marketing.queries.plans import ListPlans
from crm_kit.listing import page
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.plan import Plan


@app.answers(ListPlans)
def list_plans(query: ListPlans, work: Work) -> dict[str, Any]:
    return page(work, query, Plan)
