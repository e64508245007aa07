"""One rule."""

from typing import Any
from uuid import uuid4

from crm_contracts.sales.commands.lead_rules import CreateLeadRule
from crm_contracts.sales.queries.lead_rules import GetLeadRule
from crm_kit.testing.service import ServiceUnderTest


def test_a_rule_is_shown(crm: ServiceUnderTest, given: Any) -> None:
    boss = crm.administrator()
    rule = crm.do(CreateLeadRule, boss, name="Web", position=1, team_id=given.team())

    assert crm.ask(GetLeadRule, boss, lead_rule_id=rule["id"]) == rule
    with crm.refused(404):
        crm.ask(GetLeadRule, boss, lead_rule_id=uuid4())
