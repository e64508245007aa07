"""Rules of assignment, page by page."""

from typing import Any

from crm_contracts.service_desk.queries.assignment import ListAssignmentRules
from crm_kit.testing.service import ServiceUnderTest


def test_rules_come_in_their_order(crm: ServiceUnderTest, crew: Any) -> None:
    for position in (20, 10):
        crew.rule(name=f"Rule {position}", position=position)

    assert [row["name"] for row in crm.ask(ListAssignmentRules, crew.admin)["data"]] == ["Rule 10", "Rule 20"]
