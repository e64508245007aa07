"""How much there is of what and where."""

from typing import Any

from crm_contracts.inventory.commands.products import ChangeProduct
from crm_contracts.inventory.commands.stock import ReserveStock
from crm_contracts.inventory.queries.stock import ListStock
from crm_kit.caller import Caller
from crm_kit.testing.plans import rows_read
from crm_kit.testing.service import ServiceUnderTest


def test_stock_is_shown_by_product_and_place(crm: ServiceUnderTest, given: Any, keeper: Caller, expect: Any) -> None:
    first, second = given.stocked(10, code="A-1"), given.product(code="B-1", uom="kg")
    east = given.warehouse("EAST")
    given.stock(first, 7, warehouse_id=east["id"])
    given.stock(second, "2.5")
    crm.do(ReserveStock, keeper, product_id=first["id"], qty="4")
    expect(first, 20, warehouse=given.main_warehouse())

    rows = crm.ask(ListStock, crm.person("inventory.stock.read:own"))["data"]

    names = ("code", "warehouse_code", "uom", "on_hand", "reserved", "available", "incoming")
    assert sorted(tuple(row[name] for name in names) for row in rows) == [
        ("A-1", "EAST", "pcs", "7", "0", "7", "0"), ("A-1", "MAIN", "pcs", "10", "4", "6", "20"),
        ("B-1", "MAIN", "kg", "2.5", "0", "2.5", "0"),
    ]  # fmt: skip


def test_it_is_filtered_and_paged(crm: ServiceUnderTest, given: Any, keeper: Caller) -> None:
    for number in range(3):
        given.stocked(number + 1, code=f"C-{number}")

    first = crm.ask(ListStock, keeper, limit=2)
    rest = crm.ask(ListStock, keeper, limit=2, cursor=first["next_cursor"])
    many = crm.ask(ListStock, keeper, where={"field": "available", "op": "gte", "value": "2"}, count="exact")

    assert [row["code"] for row in (*first["data"], *rest["data"])] == ["C-0", "C-1", "C-2"]
    assert many["count"] == 2


def test_a_page_reads_little_more_than_it_shows(crm: ServiceUnderTest, keeper: Caller, many: Any) -> None:
    many(1500)
    (row,) = crm.ask(ListStock, keeper, limit=1)["data"]

    for sort in ("code", "-code", "updated_at", "-updated_at"):
        deep = crm.ask(ListStock, keeper, sort=sort, limit=200)["next_cursor"]
        for cursor in (None, deep):
            assert rows_read(crm, ListStock, keeper, sort=sort, limit=20, cursor=cursor) < 300, (sort, cursor)
    for name in ("product_id", "code"):
        assert rows_read(crm, ListStock, keeper, where={"field": name, "value": row[name]}) < 300, name


def test_it_is_found_by_the_code_that_its_product_has_now(crm: ServiceUnderTest, given: Any, keeper: Caller) -> None:
    product = given.stocked(1, code="OLD-1")
    crm.do(ChangeProduct, keeper, product_id=product["id"], version=product["version"], code="NEW-1")

    found = [crm.ask(ListStock, keeper, where={"field": "code", "value": code})["data"] for code in ("OLD-1", "NEW-1")]

    assert [[row["product_id"] for row in rows] for rows in found] == [[], [product["id"]]]
