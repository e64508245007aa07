"""Goods that leave."""

import datetime as dt
import threading
from decimal import Decimal
from typing import Any

from crm_contracts.inventory.commands.deliveries import ConfirmDelivery, PackDelivery, ShipDelivery
from crm_contracts.inventory.queries.audit import ListHistory
from crm_kit.testing.service import ServiceUnderTest, write_golden


def test_the_stock_leaves_with_the_goods(crm: ServiceUnderTest, given: Any, shipping: Any) -> None:
    first, second = given.stocked(50), given.stocked(50)
    order = given.order(given.line(first, 10), given.line(second, 5))
    delivery = shipping.packed(shipping.accepted(order))

    shipped = shipping.act(ShipDelivery, delivery, waybills=[{"carrier": "sf", "number": "SF100"}])

    assert (shipped["status"], shipped["is_partial"], shipped["waybills"]) == (
        "shipped", False, [{"carrier": "sf", "number": "SF100"}],
    )  # fmt: skip
    assert (given.balance(first), given.balance(second)) == ((40, 0), (45, 0))
    event = crm.events("inventory.delivery.shipped.v1")[0]
    assert event["data"]["order_ids"] == [str(order["id"])]
    assert sorted(each["qty"] for each in event["data"]["lines"]) == ["10", "5"]
    write_golden(event)
    given.check_books()


def test_readers_hear_what_the_goods_were_worth(crm: ServiceUnderTest, given: Any, shipping: Any) -> None:
    pump, service = given.stocked(50, "12.5"), given.product(kind="service")
    order = given.order(given.line(pump, 10), given.line(service, 1))

    shipped = shipping.shipped(shipping.accepted(order))
    shipping.act(ConfirmDelivery, shipped, signed_by="Ada")

    costs = [crm.events(f"inventory.delivery.{news}.v1")[0]["data"]["costs"] for news in ("shipped", "delivered")]
    line = str(order["lines"][0]["id"])
    assert costs == 2 * [[{"order_line_id": line, "cost": {"amount": "125.00", "currency": "CNY"}}]]
    assert "costs" not in shipped
    told = crm.ask(ListHistory, shipping.keeper, where={"field": "record_id", "value": shipped["id"]})["data"]
    assert "125.00" not in str([entry["changes"] for entry in told])


def test_a_notice_is_shipped_in_parts(crm: ServiceUnderTest, given: Any, shipping: Any) -> None:
    notice = shipping.accepted(shipping.order(10))
    line = notice["lines"][0]

    part = shipping.delivery(notice, lines=[{"notice_line_id": line["id"], "qty": "4"}])
    first = shipping.act(ShipDelivery, shipping.act(PackDelivery, part))
    halfway = shipping.again(notice)
    second = shipping.shipped(notice)

    assert (first["is_partial"], halfway["status"], halfway["lines"][0]["shipped"]) == (True, "partially_shipped", "4")
    assert (second["lines"][0]["qty"], second["is_partial"], shipping.again(notice)["status"]) == ("6", False, "shipped")
    given.check_books()


def test_what_is_not_packed_does_not_leave(crm: ServiceUnderTest, shipping: Any) -> None:
    delivery = shipping.delivery()

    with crm.refused(409, "illegal_transition"):
        shipping.act(ShipDelivery, delivery)


def test_nothing_leaves_while_an_order_is_on_hold(crm: ServiceUnderTest, given: Any, shipping: Any) -> None:
    order = shipping.order(10)
    delivery = shipping.packed(shipping.accepted(order))
    given.order(id=order["id"], event="held", status="on_hold", version=2)

    with crm.refused(409, "frozen"):
        shipping.act(ShipDelivery, delivery)
    given.order(id=order["id"], event="released", version=3)

    assert shipping.act(ShipDelivery, delivery)["status"] == "shipped"


def test_goods_do_not_leave_twice(crm: ServiceUnderTest, given: Any, shipping: Any) -> None:
    product = given.stocked(100)
    delivery = shipping.packed(shipping.accepted(given.order(given.line(product, 10))))
    told = {"delivery_id": delivery["id"], "version": delivery["version"]}

    crm.do(ShipDelivery, shipping.keeper, key="once", **told)
    again = crm.call(ShipDelivery, shipping.keeper, key="once", **told)
    with crm.refused(412, "stale"):
        crm.do(ShipDelivery, shipping.keeper, **told)

    assert again["replayed"] is True
    assert given.balance(product) == (90, 0)


def test_of_many_who_ship_at_once_one_does(crm: ServiceUnderTest, given: Any, shipping: Any) -> None:
    product = given.stocked(100)
    delivery = shipping.packed(shipping.accepted(given.order(given.line(product, 10))))
    replies: list[dict[str, Any]] = []

    def ship() -> None:
        told = {"delivery_id": delivery["id"], "version": delivery["version"]}
        replies.append(crm.call(ShipDelivery, shipping.keeper, **told))

    threads = [threading.Thread(target=ship) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sum("result" in reply for reply in replies) == 1
    assert {reply["problem"]["status"] for reply in replies if "problem" in reply} <= {409, 412}
    assert given.balance(product) == (90, 0)
    assert len(crm.events("inventory.delivery.shipped.v1")) == 1
    given.check_books()


def test_deliveries_of_one_notice_do_not_ship_more_than_it_says(crm: ServiceUnderTest, given: Any, shipping: Any) -> None:
    order = shipping.order(10)
    delivery = shipping.packed(shipping.accepted(order))
    given.order({**order["lines"][0], "qty": "6"}, id=order["id"], event="amended", version=2)

    with crm.refused(422, "over_delivery", "/lines/0/picked"):
        shipping.act(ShipDelivery, delivery)


def test_goods_may_have_left_in_the_past(crm: ServiceUnderTest, given: Any, shipping: Any) -> None:
    given.settings(closed_through=given.in_days(-30))
    delivery = shipping.packed()
    now = dt.datetime.now(dt.UTC)

    with crm.refused(422, "in_the_future", "/shipped_at"):
        shipping.act(ShipDelivery, delivery, shipped_at=now + dt.timedelta(hours=1))
    with crm.refused(422, "period_closed", "/shipped_at"):
        shipping.act(ShipDelivery, delivery, shipped_at=now - dt.timedelta(days=40))
    shipped = shipping.act(ShipDelivery, delivery, shipped_at=now - dt.timedelta(days=20))

    assert shipped["shipped_at"][:10] == given.in_days(-20).isoformat()


def test_a_waybill_of_somebody_else_is_refused_and_nothing_leaves(crm: ServiceUnderTest, given: Any, shipping: Any) -> None:
    shipping.shipped(shipping.accepted(), waybills=[{"carrier": "sf", "number": "SF1"}])
    product = given.stocked(100)
    delivery = shipping.packed(shipping.accepted(given.order(given.line(product, 10))))

    with crm.refused(409, "duplicate", "/waybills/0/number"):
        shipping.act(ShipDelivery, delivery, waybills=[{"carrier": "sf", "number": "SF1"}])

    assert given.balance(product) == (100, 10)


def test_services_leave_no_place(crm: ServiceUnderTest, given: Any, shipping: Any) -> None:
    order = given.order(given.line(given.product(kind="service"), 3))

    shipped = shipping.shipped(shipping.accepted(order))

    assert (shipped["status"], shipped["is_partial"]) == ("shipped", False)
    assert crm.events("inventory.stock.moved.v1") == []


def test_other_units_are_counted_in_the_products_own(crm: ServiceUnderTest, given: Any, shipping: Any) -> None:
    product = given.product(units=[{"uom": "box", "factor": "12"}])
    given.stock(product, 100)
    order = given.order({**given.line(product, 2), "uom": "box"})

    shipping.shipped(shipping.accepted(order))

    assert given.balance(product) == (Decimal(76), 0)


def test_what_has_left_is_reserved_no_more(crm: ServiceUnderTest, given: Any, shipping: Any) -> None:
    order = given.order(given.line(given.stocked(50), 10))
    notice = shipping.accepted(order)

    part = shipping.delivery(notice, lines=[{"notice_line_id": notice["lines"][0]["id"], "qty": "4"}])
    shipping.act(ShipDelivery, shipping.act(PackDelivery, part))
    shipping.shipped(notice)

    told = [event["data"]["lines"][0]["qty"] for event in crm.events("inventory.stock.reserved.v1")]
    assert (told, [each["data"]["lines"][0]["qty"] for each in crm.events("inventory.stock.unreserved.v1")]) == (["10", "6"], ["0"])
