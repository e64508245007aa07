"""The products that there are to sell."""

from typing import Any

from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_the_newest_price_and_name_count(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    product = given.product("P-1", "10.00")

    told = {"id": product, "code": "P-1", "spec": "", "category": "", "brand": "", "kind": "goods", "uom": "box", "tax_class": ""}
    for version, price in ((3, "12.00"), (2, "11.00"), (3, "12.00")):
        data = {**told, "name": f"At {price}", "list_price": {"amount": price, "currency": "CNY"}, "status": "active"}
        crm.hear_data("inventory.product.updated.v1", product, data, aggregateversion=version)

    line = given.order(rep, lines=[{"product_id": product, "qty": "1"}])["lines"][0]
    assert (line["name"], line["uom"], line["total"]["amount"]) == ("At 12.00", "box", "12.00")
