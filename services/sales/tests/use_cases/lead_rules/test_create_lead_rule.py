"""Saying who gets which enquiries."""

from typing import Any
from uuid import uuid4

from crm_contracts.sales.commands.lead_rules import CreateLeadRule
from crm_kit.testing.service import ServiceUnderTest


def test_a_rule_names_a_team_that_is_there(crm: ServiceUnderTest, given: Any) -> None:
    boss, team = crm.administrator(), given.team()

    made = crm.do(CreateLeadRule, boss, name="Web", position=1, team_id=team, sources=["web"], countries=["CN"])

    assert (made["team_id"], made["strategy"], made["countries"]) == (str(team), "queue", ["CN"])
    with crm.refused(422, "unknown_team", pointer="/team_id"):
        crm.do(CreateLeadRule, boss, name="Web", position=1, team_id=uuid4())
    with crm.refused(422, pointer="/strategy"):
        crm.do(CreateLeadRule, boss, name="Web", position=1, team_id=team, strategy="lottery")
    with crm.refused(403):
        crm.do(CreateLeadRule, crm.person("sales.lead.*:all"), name="Web", position=1, team_id=team)
