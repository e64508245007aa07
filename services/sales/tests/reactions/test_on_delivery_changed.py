"""Goods that left the warehouse, and goods that came back."""

import itertools
from typing import Any
from uuid import uuid4

import pytest

from crm_contracts.sales.queries.orders import GetOrder, ListOrders
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest, write_golden


def ten(given: Any, rep: Caller, **fields: Any) -> dict[str, Any]:
    """An order of ten pieces and freight."""
    charge = {"kind": "charge", "name": "Freight", "unit_price": "5"}
    order: dict[str, Any] = given.confirmed(rep, lines=[{"product_id": given.product(), "qty": "10"}, charge], **fields)
    return order


def stand(crm: ServiceUnderTest, rep: Caller, order: dict[str, Any]) -> tuple[str, str]:
    now = crm.ask(GetOrder, rep, order_id=order["id"])
    return now["lines"][0]["shipped_qty"], now["delivery_status"]


def test_deliveries_add_up_and_are_told(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    order = ten(given, rep)

    first = given.shipped(order, "4")
    assert stand(crm, rep, order) == ("4", "partial")
    given.shipped(order, "6")

    assert stand(crm, rep, order) == ("10", "full")
    partly, fully = crm.events("sales.order.shipped.v1")
    assert (partly["data"]["fully_shipped"], partly["data"]["delivery_ids"]) == (False, [str(first)])
    assert (fully["data"]["fully_shipped"], fully["data"]["lines"][0]["shipped"]) == (True, "10")
    write_golden(fully)
    changed = crm.events("sales.order.fulfilment_changed.v1")
    assert [each["data"]["delivery_status"] for each in changed] == ["partial", "full"]
    write_golden(changed[0])


def test_the_same_delivery_twice_counts_once(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    order = ten(given, rep)

    delivery = given.shipped(order, "4")
    given.shipped(order, "4", delivery=delivery, version=2, news="delivered")
    given.shipped(order, "4", delivery=delivery, version=1)

    assert stand(crm, rep, order) == ("4", "partial")
    assert len(crm.events("sales.order.shipped.v1")) == 1


NEWS = [("shipped", 3), ("failed", 4), ("shipped", 5), ("delivered", 6)]


@pytest.mark.parametrize("order_of_arrival", list(itertools.permutations(NEWS)))
def test_in_whatever_order_the_news_comes_it_ends_alike(
    crm: ServiceUnderTest, given: Any, rep: Caller, order_of_arrival: list[tuple[str, int]]
) -> None:
    order, delivery = ten(given, rep), uuid4()

    for news, version in order_of_arrival:
        given.shipped(order, "4", delivery=delivery, version=version, news=news)

    assert stand(crm, rep, order) == ("4", "partial")


def test_what_came_back_is_not_shipped(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    order = ten(given, rep)
    delivery = given.shipped(order, "10")

    given.shipped(order, "10", delivery=delivery, version=2, news="returned")
    given.shipped(order, "10", delivery=delivery, version=1)

    assert stand(crm, rep, order) == ("0", "none")


def test_an_order_says_how_much_of_it_came_back(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    order, said = ten(given, rep), []
    first = given.shipped(order, "4")

    for news in (lambda: given.shipped(order, "4", delivery=first, version=2, news="returned"), lambda: given.shipped(order, "10")):
        said.append(crm.ask(GetOrder, rep, order_id=order["id"])["return_status"])
        news()
        said.append(crm.ask(GetOrder, rep, order_id=order["id"])["return_status"])

    assert said == ["none", "full", "full", "partial"]
    some = {"field": "return_status", "op": "in", "value": ["partial", "full"]}
    assert [each["return_status"] for each in crm.ask(ListOrders, rep, where=some)["data"]] == ["partial"]


def test_more_than_was_ordered_is_said(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    order = ten(given, rep)

    given.shipped(order, "10.5")

    assert stand(crm, rep, order) == ("10.5", "over")


def test_a_delivery_of_unknown_orders_changes_nothing(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    order = ten(given, rep)

    given.shipped({**order, "id": str(uuid4())}, "4")

    assert stand(crm, rep, order) == ("0", "none")


def test_an_order_of_services_only_has_nothing_to_deliver(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    order = given.confirmed(rep, ship_to=None, lines=[{"product_id": given.product(kind="service"), "qty": "1"}])

    assert (order["status"], order["delivery_status"]) == ("confirmed", "full")


def test_deliveries_that_are_heard_of_at_once_are_told_at_once(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    order, other = ten(given, rep), ten(given, rep)

    with crm.waiting():
        first, second = given.shipped(order, "4"), given.shipped(order, "5")
        given.shipped(other, "10")
        given.shipped(order, "4", delivery=first, version=2, news="delivered")

    assert (stand(crm, rep, order), stand(crm, rep, other)) == (("9", "partial"), ("10", "full"))
    told = {each["subject"]: each["data"] for each in crm.events("sales.order.shipped.v1")}
    assert set(told[order["id"]]["delivery_ids"]) == {str(first), str(second)}
    assert told[other["id"]]["fully_shipped"]
    assert len(crm.events("sales.order.shipped.v1")) == 2


def test_goods_that_came_back_before_anybody_heard_were_never_shipped(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    order = ten(given, rep)

    with crm.waiting():
        delivery = given.shipped(order, "4")
        given.shipped(order, "4", delivery=delivery, version=2, news="returned")

    assert stand(crm, rep, order) == ("0", "none")
