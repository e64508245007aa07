"""Finding that it was none."""

from typing import Any

from crm_contracts.sales.commands.opportunities import (
    CancelOpportunity,
)
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest, write_golden


def test_what_was_none_is_cancelled(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    deal = given.opportunity(rep)

    gone = crm.do(CancelOpportunity, rep, opportunity_id=deal["id"], version=deal["version"], reason="duplicate")

    assert (gone["status"], gone["cancel_reason"]) == ("cancelled", "duplicate")
    event = crm.events("sales.opportunity.cancelled.v1")[0]
    write_golden(event)
    with crm.refused(409, "illegal_transition"):
        crm.do(CancelOpportunity, rep, opportunity_id=deal["id"], version=gone["version"], reason="invalid")
