"""Winning, losing, cancelling, opening again."""

from typing import Any

import pytest

from crm_contracts.sales.commands.opportunities import (
    CancelOpportunity,
    HoldOpportunity,
    LoseOpportunity,
    ReopenOpportunity,
    ResumeOpportunity,
    RevertOpportunity,
    WinOpportunity,
)
from crm_contracts.sales.commands.rates import SetExchangeRate
from crm_contracts.sales.queries.opportunities import GetOpportunity
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest, write_golden

ORDER = {"kind": "order", "reference": "SO-2026-000001"}


def test_a_win_freezes_amount_rate_and_splits(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    boss = crm.administrator()
    crm.do(SetExchangeRate, boss, currency="USD", rate="7.1234")
    deal = given.opportunity(rep, amount={"amount": "10.00", "currency": "USD"})

    won = crm.do(
        WinOpportunity, rep, opportunity_id=deal["id"], version=deal["version"], reason="price", evidence=ORDER,
        amount={"amount": "12.00", "currency": "USD"}, won_on=given.in_days(-1),
    )  # fmt: skip
    crm.do(SetExchangeRate, boss, currency="USD", rate="9")

    assert (won["status"], won["probability"], won["forecast_category"]) == ("won", 100, "closed")
    assert (won["actual_close"], won["closing_reason"], won["is_override"]) == (given.in_days(-1).isoformat(), "price", False)
    assert won["base_amount"] == {"amount": "85.48", "currency": "CNY"}
    assert won["splits"] == [{"user_id": str(rep.user_id), "percent": "100"}]
    assert crm.ask(GetOpportunity, rep, opportunity_id=deal["id"])["rate"] == "7.1234"
    event = crm.events("sales.opportunity.won.v1")[0]
    told = event["data"]
    assert (told["base_amount"]["amount"], told["rate"], told["override"]) == ("85.48", "7.1234", False)
    write_golden(event)


def test_without_evidence_it_is_a_managers_word(crm: ServiceUnderTest, given: Any) -> None:
    clerk = crm.person("sales.opportunity.win:all", "sales.opportunity.read:all")
    manager = crm.person("sales.opportunity.*:all", "customers.*:all")
    deal = given.opportunity(manager)
    win = {"opportunity_id": deal["id"], "version": deal["version"], "reason": "relationship"}

    with crm.refused(403, "forbidden"):
        crm.do(WinOpportunity, clerk, **win)
    won = crm.do(WinOpportunity, manager, **win)

    assert won["is_override"] is True
    assert crm.events("sales.opportunity.won.v1")[0]["data"]["override"] is True


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


def test_a_deal_put_aside_is_taken_up_or_lost(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    deal = given.opportunity(rep)
    hold = {"opportunity_id": deal["id"], "version": deal["version"], "reason": "Budget freeze"}

    with crm.refused(422, "in_the_past", pointer="/review_date"):
        crm.do(HoldOpportunity, rep, **hold, review_date=given.in_days(0))
    held = crm.do(HoldOpportunity, rep, **hold, review_date=given.in_days(90))
    assert (held["status"], held["hold_reason"]) == ("on_hold", "Budget freeze")
    resumed = crm.do(ResumeOpportunity, rep, opportunity_id=deal["id"], version=held["version"], close_date=given.in_days(99))

    assert (resumed["status"], resumed["review_date"], resumed["close_date"]) == ("open", None, given.in_days(99).isoformat())


def test_what_was_none_is_cancelled(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    deal = given.opportunity(rep)

    gone = crm.do(CancelOpportunity, rep, opportunity_id=deal["id"], version=deal["version"], reason="duplicate")

    assert (gone["status"], gone["cancel_reason"]) == ("cancelled", "duplicate")
    event = crm.events("sales.opportunity.cancelled.v1")[0]
    write_golden(event)
    with crm.refused(409, "illegal_transition"):
        crm.do(CancelOpportunity, rep, opportunity_id=deal["id"], version=gone["version"], reason="invalid")


def test_a_lost_deal_is_open_again_where_it_was(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    deal = given.lost(rep, stage="proposal")

    again = crm.do(ReopenOpportunity, rep, opportunity_id=deal["id"], version=deal["version"], reason="They called")

    assert (again["status"], again["stage"], again["probability"]) == ("open", "proposal", 50)
    assert (again["actual_close"], again["closing_reason"], again["forecast_category"]) == (None, None, "best")
    event = crm.events("sales.opportunity.reopened.v1")[0]
    assert (event["data"]["was"], event["data"]["reason"]) == ("lost", "They called")
    write_golden(event)


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


@pytest.mark.parametrize(("message", "verb"), [(ReopenOpportunity, "reopen"), (RevertOpportunity, "revert")])
def test_it_takes_a_manager_to_open_what_is_closed(crm: ServiceUnderTest, given: Any, message: type, verb: str) -> None:
    seller = crm.person(
        "sales.opportunity.create:own", "sales.opportunity.lose:own", "sales.opportunity.win:own", "customers.*:all"
    )
    deal = given.lost(seller) if verb == "reopen" else given.won(seller)

    with crm.refused(403, "forbidden") as problem:
        crm.do(message, seller, opportunity_id=deal["id"], version=deal["version"], reason="x")

    assert problem["permission"] == f"sales.opportunity.{verb}"
