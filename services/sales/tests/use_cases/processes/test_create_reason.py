"""The reasons that people choose from."""

from typing import Any

from crm_contracts.sales.commands.opportunities import LoseOpportunity
from crm_contracts.sales.commands.processes import ChangeReason, CreateReason
from crm_contracts.sales.queries.processes import GetReason
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_a_tenant_makes_its_own(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    boss = crm.administrator()
    made = crm.do(CreateReason, boss, outcome="lost", code="weather", name="天气", category="nature", needs_competitor=True)
    deal = given.opportunity(rep)
    lose = {"opportunity_id": deal["id"], "version": deal["version"], "reason": "weather"}

    assert crm.ask(GetReason, boss, reason_id=made["id"])["name"] == "天气"
    with crm.refused(409, "duplicate"):
        crm.do(CreateReason, boss, outcome="lost", code="weather", name="Rain")
    with crm.refused(422, "required", pointer="/competitor"):
        crm.do(LoseOpportunity, rep, **lose)
    crm.do(ChangeReason, boss, reason_id=made["id"], version=made["version"], is_active=False)
    with crm.refused(422, "unknown_reason"):
        crm.do(LoseOpportunity, rep, **lose, competitor="Rival")
    with crm.refused(403):
        crm.do(CreateReason, crm.person("sales.opportunity.*:all"), outcome="won", code="luck", name="Luck")
