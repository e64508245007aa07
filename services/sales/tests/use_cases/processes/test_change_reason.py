"""Reasons change."""

from typing import Any

from crm_contracts.sales.commands.opportunities import LoseOpportunity
from crm_contracts.sales.commands.processes import ChangeReason
from crm_contracts.sales.queries.processes import ListReasons
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_a_reason_can_be_renamed_and_ask_for_the_competitor(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    boss, deal = crm.administrator(), given.opportunity(rep)
    where = {"and": [{"field": "outcome", "value": "lost"}, {"field": "code", "value": "price"}]}
    reason = crm.ask(ListReasons, boss, where=where)["data"][0]

    changed = crm.do(
        ChangeReason, boss, reason_id=reason["id"], version=reason["version"], name="太贵", category="money", needs_competitor=True
    )  # fmt: skip

    assert (changed["name"], changed["category"], changed["code"]) == ("太贵", "money", "price")
    with crm.refused(422, "required", pointer="/competitor"):
        crm.do(LoseOpportunity, rep, opportunity_id=deal["id"], version=deal["version"], reason="price")
    with crm.refused(412, "stale"):
        crm.do(ChangeReason, boss, reason_id=reason["id"], version=reason["version"], is_active=False)
    with crm.refused(422, "unknown_field"):
        crm.do(ChangeReason, boss, reason_id=reason["id"], version=changed["version"], code="cost")
