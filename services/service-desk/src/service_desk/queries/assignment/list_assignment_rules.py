"""Rules of assignment, page by page."""

from typing import Any

from crm_contracts.service_desk.queries.assignment import ListAssignmentRules
from crm_kit.listing import page
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.assignment import AssignmentRule


@app.answers(ListAssignmentRules)
def list_assignment_rules(query: ListAssignmentRules, work: Work) -> dict[str, Any]:
    return page(work, query, AssignmentRule)
