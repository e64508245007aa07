"""Rules in lists."""

from typing import Any

from crm_contracts.sales.commands.lead_rules import CreateLeadRule
from crm_contracts.sales.queries.lead_rules import ListLeadRules
from crm_kit.testing.service import ServiceUnderTest


def test_rules_stand_in_the_order_in_which_they_are_asked(crm: ServiceUnderTest, given: Any) -> None:
    boss, team = crm.administrator(), given.team()
    for position in (5, 1, 3):
        crm.do(CreateLeadRule, boss, name=f"Rule {position}", position=position, team_id=team)

    assert [row["position"] for row in crm.ask(ListLeadRules, boss)["data"]] == [1, 3, 5]
