"""What accounts are worth."""

from typing import Any

from crm_contracts.customers.queries.accounts import GetAccountFigures
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def cny(amount: str) -> dict[str, str]:
    return {"amount": amount, "currency": "CNY"}


def sell(opportunity: Any, account: dict[str, Any], amount: str, verb: str = "won") -> None:
    base = {"base_amount": cny(amount), "closed_on": "2026-05-01"} if verb == "won" else {}
    opportunity(verb, accounts=[{"id": account["id"], "is_main": True}], amount=cny(amount), **base)


def test_an_account_starts_with_nothing(crm: ServiceUnderTest, rep: Caller, account: Any) -> None:
    figures = crm.ask(GetAccountFigures, rep, account_id=account()["id"])

    assert figures["own"] == {
        "accounts": 1, "open_opportunities": 0, "unpriced": 0, "pipeline": cny("0.00"), "won_opportunities": 0,
        "revenue": cny("0.00"), "last_won_on": None, "orders": 0, "ordered": cny("0.00"), "last_ordered_on": None,
    }  # fmt: skip
    assert figures["network_value"] == cny("0.00")


def test_the_hierarchy_rolls_up(crm: ServiceUnderTest, rep: Caller, account: Any, opportunity: Any) -> None:
    top = account("Top")
    middle = account("Middle", parent_id=top["id"])
    bottom = account("Bottom", parent_id=middle["id"])
    for made, amount in ((top, "1.00"), (middle, "20.00"), (bottom, "300.00")):
        sell(opportunity, made, amount)
        sell(opportunity, made, amount, "created")

    figures = crm.ask(GetAccountFigures, rep, account_id=top["id"])
    below = crm.ask(GetAccountFigures, rep, account_id=middle["id"])["hierarchy"]

    assert (figures["own"]["revenue"], figures["own"]["pipeline"]) == (cny("1.00"), cny("1.00"))
    assert (figures["hierarchy"]["revenue"], figures["hierarchy"]["pipeline"]) == (cny("321.00"), cny("321.00"))
    assert (figures["hierarchy"]["accounts"], figures["hierarchy"]["last_won_on"]) == (3, "2026-05-01")
    assert (below["accounts"], below["revenue"]) == (2, cny("320.00"))


def test_a_network_is_worth_what_those_bring_who_were_brought_along(
    crm: ServiceUnderTest, rep: Caller, account: Any, opportunity: Any
) -> None:
    leader = account("Leader", is_opinion_leader=True)
    friend = account("Friend", referred_by=leader["id"])
    friends_friend = account("Friend's friend", referred_by=friend["id"])
    for made, amount in ((leader, "1.00"), (friend, "20.00"), (friends_friend, "300.00")):
        sell(opportunity, made, amount)

    figures = crm.ask(GetAccountFigures, rep, account_id=leader["id"])

    assert (figures["network_value"], figures["referred_accounts"]) == (cny("320.00"), 2)


def test_sums_hold_only_what_one_may_see(
    crm: ServiceUnderTest, rep: Caller, colleague: Caller, manager: Caller, account: Any, opportunity: Any
) -> None:
    top = account("Top")
    theirs = account("Theirs", by=manager, parent_id=top["id"], owner_id=colleague.user_id)
    sell(opportunity, theirs, "20.00")

    assert crm.ask(GetAccountFigures, rep, account_id=top["id"])["hierarchy"]["revenue"] == cny("0.00")
    assert crm.ask(GetAccountFigures, manager, account_id=top["id"])["hierarchy"]["revenue"] == cny("20.00")
    with crm.refused(404):
        crm.ask(GetAccountFigures, colleague, account_id=top["id"])


def test_orders_that_one_may_not_see_are_not_in_the_sums(crm: ServiceUnderTest, rep: Caller, account: Any, order: Any) -> None:
    made, elsewhere = account(), crm.person("*:own", team="/1/3/").user_id
    order("confirmed", account_id=made["id"], total=cny("100.00"), ordered_on="2026-05-01")
    order("confirmed", account_id=made["id"], total=cny("20.00"), ordered_on="2026-06-01", owner_id=elsewhere)
    everybody, nobody = crm.administrator(), crm.person("customers.*:all")

    seen = [crm.ask(GetAccountFigures, who, account_id=made["id"])["own"] for who in (rep, everybody, nobody)]

    assert [each["orders"] for each in seen] == [1, 2, 0]
    assert [each["ordered"] for each in seen] == [cny("100.00"), cny("120.00"), cny("0.00")]
    assert [each["revenue"] for each in seen] == [cny("100.00"), cny("120.00"), cny("0.00")]
    assert [each["last_ordered_on"] for each in seen] == ["2026-05-01", "2026-06-01", None]
