"""Rules of escalation, page by page."""

from typing import Any

from crm_contracts.service_desk.queries.policies import ListEscalationRules
from crm_kit.listing import page
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.escalation_rule import EscalationRule


@app.answers(ListEscalationRules)
def list_escalation_rules(query: ListEscalationRules, work: Work) -> dict[str, Any]:
    return page(work, query, EscalationRule)
