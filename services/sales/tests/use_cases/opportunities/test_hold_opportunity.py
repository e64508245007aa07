"""Putting deals aside."""

from typing import Any

from crm_contracts.sales.commands.opportunities import AdvanceOpportunity, HoldOpportunity, LoseOpportunity
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_what_is_aside_moves_no_further_but_can_be_lost(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    deal = given.opportunity(rep, stage="proposal")

    held = crm.do(
        HoldOpportunity, rep, opportunity_id=deal["id"], version=deal["version"], reason="Budget", review_date=given.in_days(9)
    )  # fmt: skip

    assert (held["status"], held["stage"], held["review_date"]) == ("on_hold", "proposal", given.in_days(9).isoformat())
    with crm.refused(409, "illegal_transition") as problem:
        crm.do(AdvanceOpportunity, rep, opportunity_id=deal["id"], version=held["version"])
    assert sorted(problem["allowed"]) == ["lose", "resume"]
    lost = crm.do(LoseOpportunity, rep, opportunity_id=deal["id"], version=held["version"], reason="no_budget")
    assert (lost["status"], lost["hold_reason"], lost["review_date"]) == ("lost", "", None)
