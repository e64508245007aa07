"""Taking up what was put aside."""

from typing import Any

from crm_contracts.sales.commands.opportunities import (
    HoldOpportunity,
    ResumeOpportunity,
)
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_a_deal_put_aside_is_taken_up_or_lost(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    deal = given.opportunity(rep)
    hold = {"opportunity_id": deal["id"], "version": deal["version"], "reason": "Budget freeze"}

    with crm.refused(422, "in_the_past", pointer="/review_date"):
        crm.do(HoldOpportunity, rep, **hold, review_date=given.in_days(0))
    held = crm.do(HoldOpportunity, rep, **hold, review_date=given.in_days(90))
    assert (held["status"], held["hold_reason"]) == ("on_hold", "Budget freeze")
    resumed = crm.do(ResumeOpportunity, rep, opportunity_id=deal["id"], version=held["version"], close_date=given.in_days(99))

    assert (resumed["status"], resumed["review_date"], resumed["close_date"]) == ("open", None, given.in_days(99).isoformat())
