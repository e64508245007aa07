"""Policies, page by page."""

from typing import Any

from crm_contracts.service_desk.queries.policies import ListPolicies
from crm_kit.listing import page
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.policy import Policy


@app.answers(ListPolicies)
def list_policies(query: ListPolicies, work: Work) -> dict[str, Any]:
    return page(work, query, Policy)
