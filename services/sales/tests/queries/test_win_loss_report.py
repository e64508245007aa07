"""Why deals were won and lost."""

from typing import Any

from crm_contracts.sales.queries.reports import WinLossReport
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def yuan(amount: str) -> dict[str, str]:
    return {"amount": amount, "currency": "CNY"}


def test_wins_and_losses_by_reason(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    given.won(rep, amount=yuan("10.00"))
    given.lost(rep, reason="price", amount=yuan("4.00"))
    given.lost(rep, reason="price")
    given.lost(rep, reason="timing", amount=yuan("5.00"))
    given.opportunity(rep)

    report = crm.ask(WinLossReport, rep)

    rows = {row["key"]: row for row in report["rows"]}
    assert set(rows) == {"price", "timing"}
    assert (rows["price"]["won"], rows["price"]["won_amount"]) == (1, yuan("10.00"))
    assert (rows["price"]["lost"], rows["price"]["lost_amount"], rows["price"]["unpriced"]) == (2, yuan("4.00"), 1)
    assert rows["timing"]["name"] == "Not now"


def test_losses_by_the_stage_they_happened_at_and_the_kind_of_reason(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    given.lost(rep, stage="proposal")
    given.lost(rep, stage="proposal", reason="no_budget")
    given.lost(rep, stage="closing", reason="price")

    by_stage = {row["key"]: row["lost"] for row in crm.ask(WinLossReport, rep, by="stage")["rows"]}
    by_category = {row["key"]: row["lost"] for row in crm.ask(WinLossReport, rep, by="category")["rows"]}

    assert by_stage == {"proposal": 2, "closing": 1}
    assert by_category == {"customer": 2, "offer": 1}


def test_each_competitor_has_its_score(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    given.lost(rep, reason="competitor", competitor="Rival")
    given.lost(rep, competitors=["Rival", "Other"])
    given.won(rep, competitors=["Rival", "Other"])

    rows = {row["key"]: (row["won"], row["lost"]) for row in crm.ask(WinLossReport, rep, by="competitor")["rows"]}

    assert rows == {"Rival": (1, 1), "Other": (1, 0)}


def test_only_what_one_may_see_in_the_period_counts(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    given.lost(rep)
    other = crm.person("sales.*:own")

    assert crm.ask(WinLossReport, other)["rows"] == []
    assert crm.ask(WinLossReport, rep, closed_to=given.in_days(-1))["rows"] == []
    assert len(crm.ask(WinLossReport, rep, closed_from=given.in_days(0), owner_id=rep.user_id)["rows"]) == 1
