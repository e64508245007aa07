"""The stock ledger."""

from typing import Any

from sqlalchemy import text

from crm_contracts.inventory.queries.stock import ListStockLedger
from crm_kit.caller import Caller
from crm_kit.testing.plans import rows_read
from crm_kit.testing.service import ServiceUnderTest


def test_a_move_is_two_rows_that_cancel_out(crm: ServiceUnderTest, given: Any, keeper: Caller) -> None:
    product, made = given.product(), None
    made = given.stock(product, 10, "3")

    rows = crm.ask(ListStockLedger, keeper, where={"field": "document_id", "value": made["id"]})["data"]

    assert sorted((row["qty"], row["value"], row["unit_cost"]) for row in rows) == [("-10", "-30", "3"), ("10", "30", "3")]
    assert {row["document_kind"] for row in rows} == {"stock_adjustment"}


def test_costs_are_hidden_from_who_may_not_see_them(crm: ServiceUnderTest, given: Any) -> None:
    given.stocked(10)

    rows = crm.ask(ListStockLedger, crm.person("inventory.stock.read:all"))["data"]

    assert {(row["value"], row["unit_cost"]) for row in rows} == {(None, None)}


def test_the_service_cannot_change_what_is_written(crm: ServiceUnderTest) -> None:
    rights = "SELECT has_table_privilege('stock_ledger', 'UPDATE'), has_table_privilege('stock_ledger', 'DELETE')"

    with crm.app.engine.connect() as connection:
        assert tuple(connection.execute(text(rights)).one()) == (False, False)


def test_a_page_reads_little_more_than_it_shows(crm: ServiceUnderTest, given: Any, keeper: Caller, many: Any) -> None:
    many(1000)
    product, elsewhere = given.stocked(5), given.warehouse("NORTH")
    given.stock(product, 7, warehouse_id=elsewhere["id"])
    deep = crm.ask(ListStockLedger, keeper, limit=200)["next_cursor"]

    for asked in ({}, {"cursor": deep}, {"sort": "posted_on"}):
        assert rows_read(crm, ListStockLedger, keeper, limit=20, **asked) < 200, asked
    for name, value in (("product_id", product["id"]), ("warehouse_id", elsewhere["id"])):
        assert rows_read(crm, ListStockLedger, keeper, where={"field": name, "value": value}) < 200, name
