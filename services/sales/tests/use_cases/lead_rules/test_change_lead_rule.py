"""Changing who gets which enquiries."""

from typing import Any
from uuid import uuid4

from crm_contracts.sales.commands.lead_rules import ChangeLeadRule, CreateLeadRule
from crm_contracts.sales.queries.lead_rules import GetLeadRule
from crm_kit.testing.service import ServiceUnderTest


def test_a_rule_is_changed(crm: ServiceUnderTest, given: Any) -> None:
    boss = crm.administrator()
    rule = crm.do(CreateLeadRule, boss, name="Web", position=1, team_id=given.team())

    changed = crm.do(ChangeLeadRule, boss, lead_rule_id=rule["id"], version=1, position=5, is_active=False)

    assert (changed["position"], changed["is_active"], changed["version"]) == (5, False, 2)
    with crm.refused(422, "unknown_team", pointer="/team_id"):
        crm.do(ChangeLeadRule, boss, lead_rule_id=rule["id"], version=2, team_id=uuid4())
    assert crm.ask(GetLeadRule, boss, lead_rule_id=rule["id"]) == changed
