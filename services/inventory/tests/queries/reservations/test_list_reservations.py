"""What is kept or waited for."""

from typing import Any

from crm_contracts.inventory.commands.stock import ReserveStock
from crm_contracts.inventory.queries.stock import GetReservation, ListReservations
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_only_open_moves_are_reservations(crm: ServiceUnderTest, given: Any, keeper: Caller) -> None:
    product = given.stocked(5)
    crm.do(ReserveStock, keeper, product_id=product["id"], qty="2")
    order = given.order(given.line(product, 9))

    def kept(**asked: Any) -> list[tuple[str, str]]:
        return [(row["status"], row["reserved_qty"]) for row in crm.ask(ListReservations, keeper, **asked)["data"]]

    assert kept() == [("partially_reserved", "3"), ("reserved", "2")]
    assert kept(where={"field": "order_id", "value": str(order["id"])}) == [("partially_reserved", "3")]
    assert kept(where={"field": "order_id", "op": "null", "value": True}) == [("reserved", "2")]
    with crm.refused(403):
        crm.ask(ListReservations, crm.person("inventory.stock.read:all"))


def test_what_is_kept_for_an_order_is_seen_by_those_who_see_the_order(crm: ServiceUnderTest, given: Any, keeper: Caller) -> None:
    rights = ("inventory.stock.read:all", "inventory.reservation.read:own", "sales.order.read:own")
    mine, other = crm.person(*rights), crm.person(*rights)
    order = given.order(given.line(given.stocked(5), 2), owner_id=mine.user_id)
    of_order = {"field": "order_id", "value": str(order["id"])}

    (row,) = crm.ask(ListReservations, mine, where=of_order)["data"]

    assert crm.ask(GetReservation, mine, reservation_id=row["id"]) == row
    assert crm.ask(ListReservations, other, where=of_order)["data"] == []
    with crm.refused(404):
        crm.ask(GetReservation, other, reservation_id=row["id"])
