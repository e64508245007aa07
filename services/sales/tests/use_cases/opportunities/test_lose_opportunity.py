"""Losing."""

from typing import Any

from crm_contracts.sales.commands.opportunities import (
    LoseOpportunity,
)
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest, write_golden


def test_a_loss_has_a_reason_and_maybe_a_competitor(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    deal = given.opportunity(rep)
    lose = {"opportunity_id": deal["id"], "version": deal["version"]}

    with crm.refused(422, "required", pointer="/reason"):
        crm.do(LoseOpportunity, rep, **lose)
    with crm.refused(422, "unknown_reason", pointer="/reason"):
        crm.do(LoseOpportunity, rep, **lose, reason="relationship")
    with crm.refused(422, "required", pointer="/competitor"):
        crm.do(LoseOpportunity, rep, **lose, reason="competitor")
    with crm.refused(422, "in_the_future", pointer="/lost_on"):
        crm.do(LoseOpportunity, rep, **lose, reason="timing", lost_on=given.in_days(1))
    lost = crm.do(LoseOpportunity, rep, **lose, reason="competitor", competitor="Rival", text="Cheaper")

    assert (lost["status"], lost["probability"], lost["lost_to"], lost["competitors"]) == ("lost", 0, "Rival", ["Rival"])
    event = crm.events("sales.opportunity.lost.v1")[0]
    assert (event["data"]["reason"], event["data"]["competitor"]) == ("competitor", "Rival")
    write_golden(event)
