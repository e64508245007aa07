"""What the warehouse keeps for orders."""

from typing import Any

from crm_contracts.sales.queries.orders import GetOrder
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def reserved(order: dict[str, Any], qty: str, shortage: str = "0", expected: Any = None) -> dict[str, Any]:
    line = order["lines"][0]
    return {
        "line_id": line["id"], "product_id": line["product_id"], "warehouse_id": None, "qty": qty, "shortage": shortage,
        "expected_date": expected,
    }  # fmt: skip


def stand(crm: ServiceUnderTest, rep: Caller, order: dict[str, Any]) -> tuple[str, str, str | None]:
    line = crm.ask(GetOrder, rep, order_id=order["id"])["lines"][0]
    return line["reserved"], line["shortage"], line["expected_on"]


def test_what_is_kept_and_what_is_short_is_noted_at_the_line(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    order = given.confirmed(rep)
    ids = {"id": order["id"], "order_id": order["id"]}

    crm.hear_golden(
        "inventory.stock.reservation_failed.v1", aggregateversion=2, **ids, lines=[reserved(order, "1", "1", "2027-01-31")]
    )  # fmt: skip
    assert stand(crm, rep, order) == ("1", "1", "2027-01-31")
    crm.hear_golden("inventory.stock.reserved.v1", aggregateversion=3, **ids, lines=[reserved(order, "2")])

    assert stand(crm, rep, order) == ("2", "0", None)
    assert crm.ask(GetOrder, rep, order_id=order["id"])["version"] == order["version"]


def test_older_news_and_repetitions_change_nothing(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    order = given.confirmed(rep)
    ids = {"id": order["id"], "order_id": order["id"]}

    news = crm.hear_golden("inventory.stock.unreserved.v1", aggregateversion=5, **ids, lines=[reserved(order, "0")])
    crm.hear_golden("inventory.stock.reserved.v1", aggregateversion=4, **ids, lines=[reserved(order, "2")])
    crm.hear(news)

    assert stand(crm, rep, order) == ("0", "0", None)


def test_of_orders_that_are_heard_of_at_once_each_gets_its_own_and_the_newest(
    crm: ServiceUnderTest, given: Any, rep: Caller
) -> None:
    first, second, third = (given.confirmed(rep) for _ in range(3))

    with crm.waiting():
        for order, version, qty in ((first, 2, "1"), (second, 2, "2"), (first, 4, "2"), (first, 3, "0")):
            ids = {"id": order["id"], "order_id": order["id"]}
            crm.hear_golden("inventory.stock.reserved.v1", aggregateversion=version, **ids, lines=[reserved(order, qty)])

    assert [stand(crm, rep, order)[0] for order in (first, second, third)] == ["2", "2", "0"]


def test_a_line_in_two_warehouses_has_the_sum_and_a_line_that_is_not_named_has_nothing(
    crm: ServiceUnderTest, given: Any, rep: Caller
) -> None:
    order = given.confirmed(rep)
    ids = {"id": order["id"], "order_id": order["id"]}

    crm.hear_golden(
        "inventory.stock.reserved.v1", aggregateversion=2, **ids,
        lines=[reserved(order, "1", "0", "2027-01-31"), reserved(order, "0.5", "0.5", "2027-02-28")],
    )  # fmt: skip
    assert stand(crm, rep, order) == ("1.5", "0.5", "2027-02-28")
    crm.hear_golden("inventory.stock.unreserved.v1", aggregateversion=3, **ids, lines=[])

    assert stand(crm, rep, order) == ("0", "0", None)
