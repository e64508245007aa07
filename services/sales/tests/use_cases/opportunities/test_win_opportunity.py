"""Winning."""

from typing import Any

from crm_contracts.sales.commands.opportunities import (
    WinOpportunity,
)
from crm_contracts.sales.commands.rates import SetExchangeRate
from crm_contracts.sales.queries.opportunities import GetOpportunity, ListOpportunities
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


def test_what_was_won_in_the_past_is_worth_what_it_was_then(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    boss = crm.administrator()
    for days_ago, rate in ((90, "7.5"), (60, "7.2"), (0, "6.9")):
        crm.do(SetExchangeRate, boss, currency="USD", rate=rate, date=given.in_days(-days_ago))
    deal = given.opportunity(rep, amount={"amount": "100.00", "currency": "USD"})

    won = crm.do(
        WinOpportunity, rep, opportunity_id=deal["id"], version=deal["version"], reason="price", evidence=ORDER,
        won_on=given.in_days(-45),
    )  # fmt: skip

    assert (won["rate"], won["rate_date"], won["base_amount"]["amount"]) == ("7.2", given.in_days(-60).isoformat(), "720.00")
    listed = crm.ask(ListOpportunities, rep)["data"][0]
    assert (won["pipeline_days"], listed["pipeline_days"]) == (0, 0)


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
