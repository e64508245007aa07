"""Change a rule of assignment."""

from crm_contracts.service_desk.commands.assignment import ChangeAssignmentRule
from crm_kit.messages import given
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.assignment import AssignmentRule
from service_desk.lookups.assignment_scope import check_rule


@app.handles(ChangeAssignmentRule)
def change_assignment_rule(command: ChangeAssignmentRule, work: Work) -> AssignmentRule:
    rule = work.get(AssignmentRule, command.assignment_rule_id, version=command.version)
    rule.change(given(command))
    check_rule(work, rule)
    return rule
