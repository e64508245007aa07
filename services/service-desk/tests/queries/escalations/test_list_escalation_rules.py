"""Rules of escalation, page by page."""

from typing import Any

from crm_contracts.service_desk.commands.policies import CreateEscalationRule
from crm_contracts.service_desk.queries.policies import ListEscalationRules
from crm_kit.testing.service import ServiceUnderTest


def test_rules_come_in_their_order(crm: ServiceUnderTest, promised: Any) -> None:
    for position in (200, 5):
        crm.do(CreateEscalationRule, promised.admin, name=f"Rule {position}", trigger="time", level=2, position=position)

    assert [row["name"] for row in crm.ask(ListEscalationRules, promised.admin)["data"]] == ["Rule 5", "Missed", "Rule 200"]
