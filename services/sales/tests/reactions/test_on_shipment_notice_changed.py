"""What may be shipped of orders."""

from typing import Any

from crm_contracts.sales.queries.orders import GetOrder
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def stand(crm: ServiceUnderTest, rep: Caller, order: dict[str, Any]) -> tuple[str, int]:
    now = crm.ask(GetOrder, rep, order_id=order["id"])
    return now["lines"][0]["on_notice"], now["version"]


def test_what_is_on_notice_and_not_shipped_is_noted(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    order = given.confirmed(rep, lines=[{"product_id": given.product(), "qty": "10"}])

    first = given.on_notice(order, "4")
    given.on_notice(order, "5", shipped="2")
    assert stand(crm, rep, order) == ("7", order["version"])
    given.on_notice(order, "4", "cancelled", version=2, notice=first)

    assert stand(crm, rep, order) == ("3", order["version"])


def test_older_news_and_repetitions_change_nothing(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    order = given.confirmed(rep, lines=[{"product_id": given.product(), "qty": "10"}])

    notice = given.on_notice(order, "4", "closed_short", version=3, shipped="1")
    for version in (1, 2, 2):
        given.on_notice(order, "4", version=version, notice=notice)

    assert stand(crm, rep, order) == ("0", order["version"])


def test_news_that_hold_the_same_quantities_make_older_ones_old(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    order = given.confirmed(rep, lines=[{"product_id": given.product(), "qty": "10"}])
    notice = given.on_notice(order, "4", version=2)

    given.on_notice(order, "4", "accepted", version=4, notice=notice)
    given.on_notice(order, "9", version=3, notice=notice)
    assert stand(crm, rep, order) == ("4", order["version"])
    given.on_notice(order, "4", "partially_shipped", version=5, notice=notice, shipped="3")

    assert stand(crm, rep, order) == ("1", order["version"])


def test_news_that_come_at_once_count_together_and_the_newest_of_each_notice(
    crm: ServiceUnderTest, given: Any, rep: Caller
) -> None:
    first, second = (given.confirmed(rep, lines=[{"product_id": given.product(), "qty": "10"}]) for _ in range(2))
    notice = given.on_notice(first, "4")

    with crm.waiting():
        given.on_notice(first, "4", "partially_shipped", version=3, notice=notice, shipped="3")
        given.on_notice(first, "4", "accepted", version=2, notice=notice)
        given.on_notice(first, "2")
        given.on_notice(second, "5")

    assert (stand(crm, rep, first)[0], stand(crm, rep, second)[0]) == ("3", "5")
