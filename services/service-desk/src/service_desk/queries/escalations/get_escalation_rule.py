"""One rule of escalation."""

from crm_contracts.service_desk.queries.policies import GetEscalationRule
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.escalation_rule import EscalationRule


@app.answers(GetEscalationRule)
def get_escalation_rule(query: GetEscalationRule, work: Work) -> EscalationRule:
    return work.get(EscalationRule, query.escalation_rule_id)
