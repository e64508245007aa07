"""Stock moves, page by page."""

from typing import Any

from crm_contracts.inventory.commands.stock import CreateStockAdjustment
from crm_contracts.inventory.queries.stock import GetStockMove, ListStockMoves
from crm_kit.caller import Caller
from crm_kit.testing.plans import rows_read
from crm_kit.testing.service import ServiceUnderTest


def test_moves_are_found_by_what_moved_why_and_how_far_they_are(crm: ServiceUnderTest, given: Any, keeper: Caller) -> None:
    product = given.stocked(10)
    crm.do(CreateStockAdjustment, keeper, kind="out", reason="loss", lines=[{"product_id": product["id"], "qty": "2"}])
    order = given.order(given.line(product, 3))

    def found(**condition: Any) -> list[tuple[str, str]]:
        rows = crm.ask(ListStockMoves, keeper, where=condition)["data"]
        return [(row["status"], row["qty"]) for row in rows]

    assert found(field="product_id", value=product["id"]) == [("reserved", "3"), ("done", "2"), ("done", "10")]
    assert found(field="order_id", value=str(order["id"])) == [("reserved", "3")]
    assert found(field="document_kind", value="stock_adjustment") == [("done", "2"), ("done", "10")]


def test_what_is_kept_for_an_order_is_seen_by_those_who_see_the_order(crm: ServiceUnderTest, given: Any, keeper: Caller) -> None:
    rights = ("inventory.stock.read:all", "inventory.reservation.read:own", "sales.order.read:own")
    mine, other = crm.person(*rights), crm.person(*rights)
    order = given.order(given.line(given.stocked(5), 2), owner_id=mine.user_id)
    of_order = {"field": "order_id", "value": str(order["id"])}

    (row,) = crm.ask(ListStockMoves, mine, where=of_order)["data"]

    assert crm.ask(GetStockMove, mine, move_id=row["id"]) == row
    assert crm.ask(ListStockMoves, other, where=of_order)["data"] == []
    with crm.refused(404):
        crm.ask(GetStockMove, other, move_id=row["id"])


def test_a_page_reads_little_more_than_it_shows(crm: ServiceUnderTest, given: Any, keeper: Caller, many: Any) -> None:
    many(1000)
    order = given.order(given.line(given.stocked(5), 2))
    deep = crm.ask(ListStockMoves, keeper, limit=200)["next_cursor"]

    assert rows_read(crm, ListStockMoves, keeper, limit=20) < 200
    assert rows_read(crm, ListStockMoves, keeper, limit=20, cursor=deep) < 200
    assert rows_read(crm, ListStockMoves, keeper, where={"field": "order_id", "value": str(order["id"])}) < 200
