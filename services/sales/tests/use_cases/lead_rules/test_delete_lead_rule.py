"""Deleting rules."""

from typing import Any

from crm_contracts.sales.commands.lead_rules import CreateLeadRule, DeleteLeadRule
from crm_contracts.sales.queries.lead_rules import ListLeadRules
from crm_kit.testing.service import ServiceUnderTest


def test_a_deleted_rule_is_asked_no_more(crm: ServiceUnderTest, given: Any) -> None:
    boss = crm.administrator()
    rule = crm.do(CreateLeadRule, boss, name="Web", position=1, team_id=given.team())

    crm.do(DeleteLeadRule, boss, lead_rule_id=rule["id"], version=1)

    assert crm.ask(ListLeadRules, boss)["data"] == []
    crm.hear_golden("marketing.lead.qualified.v1")
    assert len(crm.events("sales.lead.unassigned.v1")) == 1
