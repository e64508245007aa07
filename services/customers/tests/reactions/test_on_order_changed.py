"""What accounts are worth follows their orders."""

import random
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

from crm_contracts.customers.commands.accounts import DeleteAccount
from crm_contracts.customers.queries.accounts import GetAccountFigures, ListAccounts
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def cny(amount: str) -> dict[str, str]:
    return {"amount": amount, "currency": "CNY"}


def eur(amount: str) -> dict[str, str]:
    return {"amount": amount, "currency": "EUR"}


def own(crm: ServiceUnderTest, rep: Caller, account: dict[str, Any]) -> dict[str, Any]:
    figures: dict[str, Any] = crm.ask(GetAccountFigures, rep, account_id=account["id"])["own"]
    return figures


def line(qty: str, price: str, shipped: str) -> dict[str, Any]:
    return {
        "id": uuid4(), "product_id": uuid4(), "qty": qty, "uom": "pcs", "net_price": price, "due_on": None, "shipped": shipped,
        "invoiced": "0",
    }  # fmt: skip


def test_confirmed_orders_are_revenue(crm: ServiceUnderTest, rep: Caller, account: Any, order: Any) -> None:
    made = account()

    order("confirmed", account_id=made["id"], total=cny("100.00"))
    order("completed", account_id=made["id"], total=cny("20.00"), ordered_on="2026-06-01")

    figures = own(crm, rep, made)
    assert (figures["orders"], figures["ordered"], figures["last_ordered_on"]) == (2, cny("120.00"), "2026-06-01")
    assert (figures["revenue"], figures["won_opportunities"]) == (cny("120.00"), 0)


def test_the_order_as_sales_tells_it_counts_once(crm: ServiceUnderTest, rep: Caller, account: Any) -> None:
    made, told = account(), {"id": uuid4(), "status": "confirmed", "opportunity_id": None, "total": cny("8.00")}
    told |= {"base_amount": cny("8.00"), "owner_id": rep.user_id}

    crm.hear_golden("sales.order.confirmed.v1", account_id=made["id"], aggregateversion=2, **told)
    crm.hear_golden("sales.order.confirmed.v1", account_id=made["id"], aggregateversion=1, **{**told, "total": cny("9.00")})
    crm.hear_golden("sales.order.confirmed.v1", account_id=made["id"], aggregateversion=2, **told)

    assert (own(crm, rep, made)["orders"], own(crm, rep, made)["ordered"]) == (1, cny("8.00"))


def test_an_opportunity_that_became_an_order_is_counted_once(
    crm: ServiceUnderTest, rep: Caller, account: Any, order: Any, opportunity: Any
) -> None:
    made, deal, only_won = account(), uuid4(), uuid4()
    buyers = [{"id": made["id"], "is_main": True}]
    order("confirmed", account_id=made["id"], opportunity_id=deal, total=cny("90.00"))

    for each, amount in ((deal, "100.00"), (only_won, "7.00")):
        opportunity("won", id=each, accounts=buyers, amount=cny(amount), base_amount=cny(amount))

    figures = own(crm, rep, made)
    assert (figures["won_opportunities"], figures["ordered"], figures["revenue"]) == (2, cny("90.00"), cny("97.00"))


def test_when_the_order_is_cancelled_what_was_won_counts_again(
    crm: ServiceUnderTest, rep: Caller, account: Any, order: Any, opportunity: Any
) -> None:
    made, other, deal, ordered = account("One"), account("Other"), uuid4(), uuid4()
    opportunity("won", id=deal, accounts=[{"id": other["id"], "is_main": True}], amount=cny("100.00"), base_amount=cny("100.00"))
    order("confirmed", id=ordered, account_id=made["id"], opportunity_id=deal, total=cny("90.00"))
    assert own(crm, rep, other)["revenue"] == cny("0.00")

    order("cancelled", version=2, id=ordered, account_id=made["id"], opportunity_id=deal, total=cny("90.00"))

    assert (own(crm, rep, made)["orders"], own(crm, rep, made)["revenue"]) == (0, cny("0.00"))
    assert own(crm, rep, other)["revenue"] == cny("100.00")


def test_the_same_news_twice_and_in_any_order_give_the_last_word(
    crm: ServiceUnderTest, rep: Caller, account: Any, order: Any
) -> None:
    made, ordered = account(), uuid4()
    news = [("confirmed", 1, "1.00"), ("amended", 2, "2.00"), ("held", 3, "2.00"), ("amended", 5, "4.00")]

    for verb, version, amount in random.sample(news * 2, len(news) * 2):
        order(verb, version=version, id=ordered, account_id=made["id"], total=cny(amount))

    assert (own(crm, rep, made)["orders"], own(crm, rep, made)["ordered"]) == (1, cny("4.00"))


def test_of_a_short_closed_order_what_was_shipped_counts(crm: ServiceUnderTest, rep: Caller, account: Any, order: Any) -> None:
    made, lines = account(), [line("10", "5", "4"), line("5", "10", "0")]

    order("short_closed", account_id=made["id"], total=cny("113.00"), lines=lines)

    assert own(crm, rep, made)["ordered"] == cny("22.60")


def test_an_order_in_another_currency_is_worth_what_the_rate_of_its_day_made_it(
    crm: ServiceUnderTest, rep: Caller, account: Any, order: Any
) -> None:
    made = account()
    order("confirmed", account_id=made["id"], total=eur("10.00"), ordered_on="2026-02-15")
    assert own(crm, rep, made)["ordered"] == cny("0.00")

    for rate, date in (("7.5", "2026-02-01"), ("9", "2026-03-01"), ("6", "2026-01-01")):
        rate_id = uuid4()
        told = {"id": rate_id, "currency": "EUR", "base_currency": "CNY", "rate": rate, "date": date}
        crm.hear_data("sales.exchange_rate.updated.v1", rate_id, told)

    assert own(crm, rep, made)["ordered"] == cny("75.00")


def test_orders_of_a_merged_account_count_for_the_survivor(crm: ServiceUnderTest, rep: Caller, account: Any, order: Any) -> None:
    survivor, merged_id = account("Acme Corporation", website="https://acme.example"), uuid4()
    order("confirmed", account_id=merged_id, total=cny("5.00"))

    crm.hear_golden("sales.lead.converted.v1", id=uuid4(), account_id=merged_id, contact_id=uuid4(), owner_id=rep.user_id)

    assert own(crm, rep, survivor)["ordered"] == cny("5.00")
    with crm.refused(409, "in_use"):
        crm.do(DeleteAccount, rep, account_id=survivor["id"], version=2)


def test_accounts_are_found_by_their_orders(crm: ServiceUnderTest, rep: Caller, account: Any, order: Any) -> None:
    buyer, late = account("Buyer"), account("Late")
    account("Never")
    order("confirmed", account_id=buyer["id"], total=cny("5.00"), ordered_on="2026-05-01")
    order("confirmed", account_id=late["id"], total=cny("9.00"), ordered_on="2026-07-01")

    since = crm.ask(ListAccounts, rep, where={"field": "last_ordered_on", "op": "gte", "value": "2026-06-01"})["data"]
    best = crm.ask(ListAccounts, rep, sort="-ordered")["data"]

    assert [row["name"] for row in since] == ["Late"]
    assert [row["name"] for row in best] == ["Late", "Buyer", "Never"]


def test_news_that_are_heard_at_once_all_count(crm: ServiceUnderTest, rep: Caller, account: Any, order: Any) -> None:
    made = account()

    with ThreadPoolExecutor(8) as pool:
        heard = [pool.submit(order, "confirmed", account_id=made["id"], total=cny("1.00")) for _ in range(200)]
    assert [future.exception() for future in heard] == [None] * 200

    assert (own(crm, rep, made)["orders"], own(crm, rep, made)["ordered"]) == (200, cny("200.00"))


def test_an_account_with_an_open_order_is_not_deleted(crm: ServiceUnderTest, rep: Caller, account: Any, order: Any) -> None:
    made, ordered = account(), uuid4()
    order("confirmed", id=ordered, account_id=made["id"], total=cny("5.00"))

    with crm.refused(409, "in_use") as problem:
        crm.do(DeleteAccount, rep, account_id=made["id"], version=1)
    assert problem["references"] == [{"collection": "orders", "id": str(ordered)}]
    order("completed", version=2, id=ordered, account_id=made["id"], total=cny("5.00"))

    crm.do(DeleteAccount, rep, account_id=made["id"], version=1)


def test_an_order_is_worth_what_it_keeps(crm: ServiceUnderTest, rep: Caller, account: Any, order: Any) -> None:
    made, lines = account(), [line("4", "25", "1")]
    crm.hear_golden("sales.exchange_rate.updated.v1", currency="EUR", rate="9", date="2026-04-01")
    about = {"account_id": made["id"], "total": eur("100.00"), "base_amount": cny("770.00"), "lines": lines}

    told = order("confirmed", **about)
    whole = own(crm, rep, made)["ordered"]
    order("short_closed", 2, id=told["data"]["id"], **about)

    assert (whole, own(crm, rep, made)["ordered"]) == (cny("770.00"), cny("192.50"))


def test_orders_that_are_heard_of_at_once_all_count_each_as_it_is_now(
    crm: ServiceUnderTest, rep: Caller, account: Any, order: Any
) -> None:
    first, second = account(), account("Beta")
    told = {"id": uuid4(), "opportunity_id": None, "owner_id": rep.user_id}

    with crm.waiting():
        order("confirmed", account_id=first["id"], total=cny("100.00"))
        order("confirmed", account_id=second["id"], total=cny("30.00"))
        for version, name, status in ((1, "confirmed", "confirmed"), (3, "cancelled", "cancelled"), (2, "held", "on_hold")):
            news = {**told, "status": status, "total": cny("7.00"), "base_amount": cny("7.00")}
            crm.hear_golden(f"sales.order.{name}.v1", account_id=first["id"], aggregateversion=version, **news)

    assert [own(crm, rep, each)["ordered"] for each in (first, second)] == [cny("100.00"), cny("30.00")]
