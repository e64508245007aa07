"""Orders, page by page."""

from typing import Any

from crm_contracts.sales.queries.orders import ListOrders
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def numbers(crm: ServiceUnderTest, who: Caller, **query: Any) -> list[str]:
    return [row["number"] for row in crm.ask(ListOrders, who, **query)["data"]]


def where(field: str, value: Any, op: str = "eq") -> dict[str, Any]:
    return {"field": field, "op": op, "value": value}


def test_they_are_found_by_what_people_remember(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    product = given.product("P-9", "50.00")
    small = given.order(rep, customer_reference="PO 4711", lines=[{"product_id": given.product(), "qty": "1"}])
    big = given.confirmed(rep, account_id=given.account("Big Buyer"), lines=[{"product_id": product, "qty": "3"}])

    assert numbers(crm, rep) == [big["number"], small["number"]]
    assert numbers(crm, rep, where={"field": "q", "value": "4711"}) == [small["number"]]
    assert numbers(crm, rep, where={"field": "q", "value": big["number"][-6:]}) == [big["number"]]
    assert numbers(crm, rep, where=where("total", "100", "gte")) == [big["number"]]
    assert numbers(crm, rep, where=where("product_ids", [str(product)], "in")) == [big["number"]]
    assert numbers(crm, rep, where=where("status", "draft")) == [small["number"]]
    row = crm.ask(ListOrders, rep)["data"][0]
    assert (row["account_name"], row["base_amount"]["amount"], row["delivery_status"]) == ("Big Buyer", "150.00", "none")


def test_everybody_sees_their_own(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    other, boss = crm.person("sales.*:own", "customers.*:all"), crm.person("sales.order.read:subtree", team="/1/")
    mine, theirs = given.order(rep), given.order(other)

    assert (numbers(crm, rep), numbers(crm, other)) == ([mine["number"]], [theirs["number"]])
    assert set(numbers(crm, boss)) == {mine["number"], theirs["number"]}
