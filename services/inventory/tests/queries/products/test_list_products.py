"""Products, page by page."""

from typing import Any

from crm_contracts.inventory.queries.products import ListProducts
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_products_are_found_by_text_code_and_fields(crm: ServiceUnderTest, given: Any, keeper: Caller) -> None:
    given.product(code="B-1", name="高压水泵", category="Pumps", brand="Acme")
    given.product(code="A-1", name="Gate valve", category="Valves", barcode="4006381333931")

    def codes(**asked: Any) -> list[str]:
        return [row["code"] for row in crm.ask(ListProducts, keeper, **asked)["data"]]

    assert codes() == ["A-1", "B-1"]
    assert codes(where={"field": "q", "value": "水泵"}) == ["B-1"]
    assert codes(where={"field": "q", "value": "acme b-1"}) == ["B-1"]
    assert codes(where={"field": "category", "op": "in", "value": ["Valves"]}) == ["A-1"]
    assert codes(where={"field": "barcode", "value": "4006381333931"}) == ["A-1"]
    with crm.refused(422, "unknown_field"):
        codes(where={"field": "cost", "value": "1"})


def test_a_page_goes_on_where_the_last_one_ended(crm: ServiceUnderTest, given: Any, keeper: Caller) -> None:
    for number in range(3):
        given.product(code=f"C-{number}")

    first = crm.ask(ListProducts, keeper, limit=2)
    second = crm.ask(ListProducts, keeper, limit=2, cursor=first["next_cursor"])

    assert [row["code"] for row in (*first["data"], *second["data"])] == ["C-0", "C-1", "C-2"]
    assert (first["has_more"], second["has_more"]) == (True, False)
