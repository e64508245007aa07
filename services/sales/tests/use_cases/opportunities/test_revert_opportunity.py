"""Taking wins back."""

from typing import Any

from crm_contracts.sales.commands.opportunities import (
    ReopenOpportunity,
    RevertOpportunity,
)
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_a_win_can_be_taken_back(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    deal = given.won(rep)

    with crm.refused(409, "illegal_transition") as problem:
        crm.do(ReopenOpportunity, rep, opportunity_id=deal["id"], version=deal["version"], reason="x")
    assert problem["allowed"] == ["revert"]
    with crm.refused(422, "in_the_past", pointer="/close_date"):
        crm.do(
            RevertOpportunity, rep, opportunity_id=deal["id"], version=deal["version"], reason="x", close_date=given.in_days(-1)
        )  # fmt: skip
    again = crm.do(RevertOpportunity, rep, opportunity_id=deal["id"], version=deal["version"], reason="Not signed after all")

    assert (again["status"], again["splits"], again["evidence"]) == ("open", [], None)


def test_what_is_ordered_stays_won(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    deal = given.won(rep, on="order")

    with crm.refused(409, "order_confirmed") as problem:
        crm.do(RevertOpportunity, rep, opportunity_id=deal["id"], version=deal["version"], reason="x")

    assert problem["reference"] == "17"
