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
