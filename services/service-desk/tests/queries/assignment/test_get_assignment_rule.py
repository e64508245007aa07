"""Reading one rule of assignment."""

from typing import Any

from crm_contracts.service_desk.queries.assignment import GetAssignmentRule
from crm_kit.testing.service import ServiceUnderTest


def test_a_rule_is_read_as_it_was_made(crm: ServiceUnderTest, crew: Any) -> None:
    made = crew.rule(natures=["repair"])

    assert crm.ask(GetAssignmentRule, crew.admin, assignment_rule_id=made["id"]) == made
