"""Deliveries of notices."""

from typing import Any
from uuid import uuid4

from crm_contracts.inventory.commands.deliveries import CancelDelivery, CreateDelivery
from crm_kit.testing.service import ServiceUnderTest

ELSEWHERE = {"name": "Ada", "line1": "2 Other St", "city": "Leeds", "country": "GB"}


def test_many_orders_go_in_one_delivery(crm: ServiceUnderTest, shipping: Any) -> None:
    first, second = shipping.order(10), shipping.order(5)

    delivery = shipping.delivery(shipping.accepted(first), shipping.accepted(second))

    assert (delivery["status"], len(delivery["lines"])) == ("draft", 2)
    assert delivery["order_numbers"] == [first["number"], second["number"]]


def test_different_addresses_are_never_merged(crm: ServiceUnderTest, shipping: Any) -> None:
    here, there = shipping.accepted(shipping.order(1)), shipping.accepted(shipping.order(1, ship_to=ELSEWHERE))
    also_here = shipping.accepted(shipping.order(1))

    with crm.refused(422, "split", "/notice_ids") as problem:
        shipping.delivery(here, there, also_here)

    assert sorted(problem["groups"], key=len) == [[there["id"]], sorted([here["id"], also_here["id"]])]


def test_other_terms_currencies_and_customers_are_split_too(crm: ServiceUnderTest, shipping: Any) -> None:
    notice = shipping.accepted(shipping.order(1))

    for other in ({"terms_days": 60}, {"currency": "USD"}, {"account_id": uuid4()}):
        with crm.refused(422, "split"):
            shipping.delivery(notice, shipping.accepted(shipping.order(1, **other)))


def test_a_line_is_not_delivered_twice(crm: ServiceUnderTest, given: Any, shipping: Any) -> None:
    notice = shipping.accepted(shipping.order(10))
    line_id = notice["lines"][0]["id"]
    shipping.delivery(notice, lines=[{"notice_line_id": line_id, "qty": "8"}])

    with crm.refused(422, "over_delivery", "/lines/0/qty"):
        shipping.delivery(notice, lines=[{"notice_line_id": line_id, "qty": "3"}])
    rest = shipping.delivery(notice)

    assert rest["lines"][0]["qty"] == "2"
    with crm.refused(409, "nothing_left"):
        shipping.delivery(notice)
    shipping.act(CancelDelivery, rest, reason="Later")
    assert shipping.delivery(notice)["lines"][0]["qty"] == "2"


def test_notices_and_lines_must_be_there(crm: ServiceUnderTest, shipping: Any) -> None:
    notice = shipping.accepted()
    line = {"notice_line_id": notice["lines"][0]["id"], "qty": "1"}

    with crm.refused(422, "unknown_notice", "/notice_ids/1"):
        crm.do(CreateDelivery, shipping.keeper, notice_ids=[notice["id"], uuid4()])
    with crm.refused(422, "unknown_line", "/lines/0/notice_line_id"):
        shipping.delivery(notice, lines=[{"notice_line_id": uuid4(), "qty": "1"}])
    with crm.refused(422, "unknown_line", "/lines/1/notice_line_id"):
        shipping.delivery(notice, lines=[line, line])


def test_an_external_reference_is_taken_once(crm: ServiceUnderTest, shipping: Any) -> None:
    first = shipping.delivery(external_reference="OLD-1")

    with crm.refused(409, "duplicate", "/external_reference") as problem:
        shipping.delivery(external_reference="OLD-1")

    assert problem["id"] == first["id"]
