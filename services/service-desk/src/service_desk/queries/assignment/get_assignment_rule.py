"""One rule of assignment."""

from crm_contracts.service_desk.queries.assignment import GetAssignmentRule
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.assignment import AssignmentRule


@app.answers(GetAssignmentRule)
def get_assignment_rule(query: GetAssignmentRule, work: Work) -> AssignmentRule:
    return work.get(AssignmentRule, query.assignment_rule_id)
