"""The funnel."""

from typing import Any
from uuid import uuid4

import pytest

from crm_contracts.sales.commands.opportunities import (
    AdvanceOpportunity,
    CancelOpportunity,
    ChangeOpportunity,
    HoldOpportunity,
    MoveBackOpportunity,
)
from crm_contracts.sales.commands.processes import ChangeProcess, CreateProcess
from crm_contracts.sales.commands.rates import SetExchangeRate
from crm_contracts.sales.queries.opportunities import ListOpportunities, ListPipeline
from crm_contracts.sales.queries.reports import SalesFunnel
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def yuan(amount: str) -> dict[str, str]:
    return {"amount": amount, "currency": "CNY"}


def bar(funnel: dict[str, Any], stage: str) -> dict[str, Any]:
    found: dict[str, Any] = next(each for each in funnel["stages"] if each["stage"] == stage)
    return found


def test_every_stage_has_its_bar(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    given.opportunity(rep, amount=yuan("100.00"))
    given.opportunity(rep, amount=yuan("50.10"))
    given.opportunity(rep, amount=yuan("1000.00"), stage="proposal")
    given.won(rep, amount=yuan("7.00"))
    given.lost(rep, amount=yuan("9.00"))

    funnel = crm.ask(SalesFunnel, rep)

    assert [each["stage"] for each in funnel["stages"]] == ["qualification", "needs", "proposal", "negotiation", "closing"]
    first = bar(funnel, "qualification")
    assert (first["count"], first["amount"], first["weighted"]) == (2, yuan("150.10"), yuan("15.01"))
    assert bar(funnel, "proposal")["weighted"] == yuan("500.00")
    assert bar(funnel, "closing")["count"] == 0
    assert (funnel["count"], funnel["amount"], funnel["base_currency"]) == (3, yuan("1150.10"), "CNY")
    assert (funnel["won"], funnel["won_amount"], funnel["lost"], funnel["lost_amount"]) == (1, yuan("7.00"), 1, yuan("9.00"))


def test_a_deal_without_a_rate_is_counted_and_unpriced_until_there_is_one(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    given.opportunity(rep, amount={"amount": "10.00", "currency": "USD"})
    given.opportunity(rep)

    before = bar(crm.ask(SalesFunnel, rep), "qualification")
    crm.do(SetExchangeRate, crm.administrator(), currency="USD", rate="7.1")
    after = bar(crm.ask(SalesFunnel, rep), "qualification")

    assert (before["count"], before["unpriced"], before["amount"]) == (2, 2, yuan("0.00"))
    assert (after["count"], after["unpriced"], after["amount"]) == (2, 1, yuan("71.00"))


def test_conversion_is_the_share_that_went_further(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    given.opportunity(rep)
    given.opportunity(rep, stage="proposal")
    given.won(rep)
    none = given.opportunity(rep, stage="closing")
    crm.do(CancelOpportunity, rep, opportunity_id=none["id"], version=none["version"], reason="invalid")
    back = given.opportunity(rep, stage="needs")
    crm.do(MoveBackOpportunity, rep, opportunity_id=back["id"], version=back["version"], stage="qualification", reason="x")

    funnel = crm.ask(SalesFunnel, rep)

    # Four came to qualification; one is still there, one is back there after it had gone further.
    assert bar(funnel, "qualification")["conversion"] == "75"
    # Two came to needs: one went on to proposal, one came back.
    assert bar(funnel, "needs")["conversion"] == "50"
    assert bar(funnel, "proposal")["conversion"] == "0"
    assert bar(funnel, "closing")["conversion"] is None


def test_the_median_is_of_the_days_in_the_stage(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    given.opportunity(rep)
    deal = given.opportunity(rep, stage="needs")
    given.days_pass(10)
    crm.do(MoveBackOpportunity, rep, opportunity_id=deal["id"], version=deal["version"], stage="qualification", reason="x")
    given.opportunity(rep)
    given.days_pass(4)

    funnel = crm.ask(SalesFunnel, rep)

    assert bar(funnel, "qualification")["median_days"] == "4"
    assert bar(funnel, "needs")["median_days"] is None


def test_what_is_aside_is_counted_apart(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    deal = given.opportunity(rep, amount=yuan("5.00"))
    crm.do(
        HoldOpportunity, rep, opportunity_id=deal["id"], version=deal["version"], reason="x", review_date=given.in_days(5)
    )  # fmt: skip

    funnel = crm.ask(SalesFunnel, rep)

    assert (funnel["count"], funnel["on_hold"], funnel["amount"]) == (0, 1, yuan("0.00"))


def test_the_list_behind_a_bar_has_the_same_numbers(crm: ServiceUnderTest, given: Any) -> None:
    boss = crm.person("*:all")
    team_id, product_id = given.team("/1/2/"), uuid4()
    seller = crm.person("sales.*:own", "customers.*:all", team="/1/2/3/")
    line = {"product_id": product_id, "name": "Pump", "qty": "1", "unit_price": yuan("5.00")}
    for _ in range(3):
        north = given.account(region="North")
        given.opportunity(seller, accounts=[{"id": north}], products=[line], close_date=given.in_days(20))
    given.opportunity(boss, amount=yuan("1.00"))

    narrowings: list[dict[str, Any]] = [
        {}, {"owner_id": seller.user_id}, {"team_id": team_id}, {"product_id": product_id}, {"region": "North"},
        {"close_from": given.in_days(10), "close_to": given.in_days(20)}, {"owner_id": boss.user_id},
    ]  # fmt: skip
    for narrowing in narrowings:
        found = bar(crm.ask(SalesFunnel, boss, **narrowing), "qualification")
        rows = crm.ask(ListOpportunities, boss, where=found["where"])["data"]
        expected = {"owner_id": 3 if narrowing.get("owner_id") == seller.user_id else 1}.get(next(iter(narrowing), ""), 3)
        assert found["count"] == len(rows) == (4 if not narrowing else expected)
        assert sum(float(row["base_amount"]["amount"]) for row in rows) == float(found["amount"]["amount"])


def test_sums_never_show_what_the_caller_may_not_see(crm: ServiceUnderTest, given: Any) -> None:
    north = crm.person("sales.*:own", "customers.*:all", team="/1/2/")
    south = crm.person("sales.*:team", "customers.*:all", team="/1/3/")
    lead = crm.person("sales.*:subtree", team="/1/")
    given.opportunity(north, amount=yuan("100.00"))
    given.opportunity(south, amount=yuan("30.00"))
    given.won(south, amount=yuan("7.00"))

    seen = [crm.ask(SalesFunnel, who) for who in (north, south, lead)]

    assert [funnel["amount"]["amount"] for funnel in seen] == ["100.00", "30.00", "130.00"]
    assert [funnel["won"] for funnel in seen] == [0, 1, 1]
    stranger = crm.fresh().administrator()
    with crm.refused(404):
        crm.ask(SalesFunnel, stranger, process_id=seen[0]["process_id"])
    with crm.refused(403):
        crm.ask(SalesFunnel, crm.person("sales.lead.*:all"))


def test_a_past_day_shows_what_was_then(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    deal = given.opportunity(rep, amount=yuan("100.00"))
    given.days_pass(5)
    moved = crm.do(AdvanceOpportunity, rep, opportunity_id=deal["id"], version=deal["version"], stage="proposal")
    crm.do(ChangeOpportunity, rep, opportunity_id=deal["id"], version=moved["version"], amount=yuan("70.00"))
    given.opportunity(rep, amount=yuan("1.00"))

    then = crm.ask(SalesFunnel, rep, as_of=given.in_days(-2))
    now = crm.ask(SalesFunnel, rep, as_of=given.in_days(0))
    long_ago = crm.ask(SalesFunnel, rep, as_of=given.in_days(-20))

    assert (bar(then, "qualification")["amount"], bar(then, "proposal")["count"]) == (yuan("100.00"), 0)
    assert bar(then, "qualification")["weighted"] == yuan("10.00")
    assert (bar(now, "qualification")["amount"], bar(now, "proposal")["amount"]) == (yuan("1.00"), yuan("70.00"))
    assert long_ago["count"] == 0
    rows = crm.ask(ListPipeline, rep, as_of=given.in_days(-2), where=bar(then, "qualification")["where"])["data"]
    assert [(row["id"], row["amount"]) for row in rows] == [(deal["id"], yuan("100.00"))]


def test_a_process_that_changed_shows_its_stages_and_those_where_deals_still_are(
    crm: ServiceUnderTest, given: Any, rep: Caller
) -> None:
    boss = crm.administrator()
    process = crm.do(
        CreateProcess, boss, name="Quick",
        stages=[{"code": "demo", "name": "Demo", "probability": 20}, {"code": "offer", "name": "Offer", "probability": 60}],
    )  # fmt: skip
    given.opportunity(rep, process_id=process["id"], stage="offer", amount=yuan("10.00"))
    crm.do(
        ChangeProcess, boss, process_id=process["id"], version=process["version"],
        stages=[{"code": "demo", "name": "Showing", "probability": 30}, {"code": "close", "name": "Close", "probability": 90}],
    )  # fmt: skip
    given.opportunity(rep, process_id=process["id"], amount=yuan("10.00"))

    funnel = crm.ask(SalesFunnel, rep, process_id=process["id"])

    assert [(each["stage"], each["name"], each["count"]) for each in funnel["stages"]] == [
        ("demo", "Showing", 1), ("close", "Close", 0), ("offer", "Offer", 1),
    ]  # fmt: skip
    assert bar(funnel, "demo")["conversion"] == "50"
    assert bar(funnel, "demo")["weighted"] == yuan("3.00")


@pytest.mark.parametrize("wrong", [{"team_id": str(uuid4())}, {"colour": "red"}])
def test_what_is_unknown_is_refused(crm: ServiceUnderTest, rep: Caller, wrong: dict[str, str]) -> None:
    with crm.refused(422):
        crm.ask(SalesFunnel, rep, **wrong)
