"""Change a rule of escalation."""

from crm_contracts.service_desk.commands.policies import ChangeEscalationRule
from crm_kit.messages import given
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.escalation_rule import EscalationRule
from service_desk.lookups.escalating import known_people
from service_desk.lookups.holders import heir


@app.handles(ChangeEscalationRule)
def change_escalation_rule(command: ChangeEscalationRule, work: Work) -> EscalationRule:
    rule = work.get(EscalationRule, command.escalation_rule_id, version=command.version)
    rule.change(given(command))
    heir(work, command.owner_id or None, command.group_id or None)
    known_people(work, command.notify or (), "/notify")
    return rule
