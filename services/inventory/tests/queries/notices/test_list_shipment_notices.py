"""Shipment notices, page by page."""

from typing import Any

from crm_contracts.inventory.queries.notices import ListShipmentNotices
from crm_kit.testing.service import ServiceUnderTest


def found(crm: ServiceUnderTest, who: Any, **query: Any) -> list[str]:
    return [each["id"] for each in crm.ask(ListShipmentNotices, who, **query)["data"]]


def test_newest_first_by_status_number_and_owner(crm: ServiceUnderTest, given: Any, shipping: Any) -> None:
    rep = crm.person("inventory.*.read:own")
    mine = shipping.order(1, owner_id=rep.user_id)
    first, second = shipping.notice(mine), shipping.accepted()

    assert found(crm, shipping.keeper) == [second["id"], first["id"]]
    assert found(crm, shipping.keeper, where={"field": "status", "value": "accepted"}) == [second["id"]]
    assert found(crm, shipping.keeper, where={"field": "q", "value": mine["number"]}) == [first["id"]]
    assert found(crm, rep) == [first["id"]]


def test_it_says_who_the_customer_is(crm: ServiceUnderTest, given: Any, shipping: Any) -> None:
    shipping.notice()
    crm.hear_golden("customers.account.created.v1", id=given.customer_id, name="Engines Ltd")

    page = crm.ask(ListShipmentNotices, shipping.keeper, count="exact")

    assert (page["data"][0]["account_name"], page["count"]) == ("Engines Ltd", 1)
