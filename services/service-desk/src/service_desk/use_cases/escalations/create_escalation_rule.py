"""Say when tickets go up to a level by themselves."""

from crm_contracts.service_desk.commands.policies import CreateEscalationRule
from crm_kit.messages import given
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.escalation_rule import EscalationRule
from service_desk.lookups.escalating import known_people
from service_desk.lookups.holders import heir
from service_desk.lookups.policies import settle_in


@app.handles(CreateEscalationRule)
def create_escalation_rule(command: CreateEscalationRule, work: Work) -> EscalationRule:
    settle_in(work)
    rule = EscalationRule(is_active=True)
    rule.change(given(command))
    heir(work, rule.owner_id, rule.group_id)
    known_people(work, command.notify, "/notify")
    return work.add(rule)
