"""What is kept or waited for."""

from typing import Any

from crm_contracts.inventory.commands.stock import ReserveStock
from crm_contracts.inventory.queries.stock import ListReservations
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
