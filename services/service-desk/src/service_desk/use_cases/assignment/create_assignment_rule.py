"""Say who gets new tickets."""

from crm_contracts.service_desk.commands.assignment import CreateAssignmentRule
from crm_kit.messages import given
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.assignment import AssignmentRule, Turn
from service_desk.lookups.assignment_scope import check_rule


@app.handles(CreateAssignmentRule)
def create_assignment_rule(command: CreateAssignmentRule, work: Work) -> AssignmentRule:
    rule = AssignmentRule()
    rule.change(given(command))
    check_rule(work, rule)
    work.add(rule)
    work.session.add(Turn(id=rule.id, rule_id=rule.id))
    return rule
