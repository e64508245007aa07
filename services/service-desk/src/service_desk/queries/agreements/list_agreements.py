"""Service agreements, page by page."""

from typing import Any

from crm_contracts.service_desk.queries.installed_base import ListAgreements
from crm_kit.listing import page
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.agreement import Agreement

COLUMNS: dict[str, Any] = {
    "visits_left": Agreement.visits - Agreement.visits_used,
    "hours_left": Agreement.hours - Agreement.hours_used,
}


@app.answers(ListAgreements)
def list_agreements(query: ListAgreements, work: Work) -> dict[str, Any]:
    return page(work, query, Agreement, COLUMNS)
