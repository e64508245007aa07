"""What is still to be shipped, line by line."""

from typing import Any

from crm_contracts.inventory.commands.deliveries import PackDelivery, ShipDelivery
from crm_contracts.inventory.queries.deliveries import ListOpenShipments
from crm_kit.testing.service import ServiceUnderTest


def test_the_earliest_due_comes_first_and_what_is_shipped_is_gone(crm: ServiceUnderTest, given: Any, shipping: Any) -> None:
    product = given.stocked(100, code="PUMP")
    later, whenever, sooner = (given.line(product, 10, due_on=day) for day in (given.in_days(9), None, given.in_days(2)))
    gone = shipping.order(1)
    order = given.order(later, whenever, sooner)
    shipping.shipped(shipping.accepted(gone))
    notice = shipping.accepted(order, lines=[{"order_line_id": sooner["id"], "qty": "8"}])
    part = shipping.delivery(notice, lines=[{"notice_line_id": notice["lines"][0]["id"], "qty": "3"}])
    shipping.act(ShipDelivery, shipping.act(PackDelivery, part))

    page = crm.ask(ListOpenShipments, shipping.keeper, limit=2)
    rest = crm.ask(ListOpenShipments, shipping.keeper, limit=2, cursor=page["next_cursor"])

    rows = [*page["data"], *rest["data"]]
    assert [each["id"] for each in rows] == [str(line["id"]) for line in (sooner, later, whenever)]
    first = {name: rows[0][name] for name in ("ordered", "shipped", "open", "noticed", "product_code")}
    assert first == {"ordered": "10", "shipped": "3", "open": "7", "noticed": "5", "product_code": "PUMP"}


def test_people_see_their_orders_and_filter_them(crm: ServiceUnderTest, given: Any, shipping: Any) -> None:
    rep = crm.person("inventory.delivery.read:own")
    mine, _, off = shipping.order(1, owner_id=rep.user_id), shipping.order(1), shipping.order(1, owner_id=rep.user_id)
    given.order(id=off["id"], event="cancelled", status="cancelled", version=2)

    def found(who: Any, **where: Any) -> list[str]:
        return [each["order_id"] for each in crm.ask(ListOpenShipments, who, where=where or None, count="exact")["data"]]

    assert found(rep) == [str(mine["id"])]
    assert len(found(shipping.keeper)) == 2
    assert found(shipping.keeper, field="product_id", value=mine["lines"][0]["product_id"]) == [str(mine["id"])]
