"""The products that the desk serves."""

from typing import Any

from sqlalchemy import select

from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest
from service_desk.domain.copies import ProductCopy


def test_the_last_news_of_a_product_counts(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    product = given.product("P-1", aggregateversion=2)

    for version, name in ((3, "Pump"), (3, "Pump"), (1, "Old")):
        crm.hear_golden("inventory.product.updated.v1", id=product, name=name, aggregateversion=version)

    assert crm.rows(select(ProductCopy.name)) == [("Pump",)]
    assert given.ticket(agent, product_id=product)["product_id"] == str(product)
