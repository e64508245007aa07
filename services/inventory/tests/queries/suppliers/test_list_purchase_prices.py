"""What was paid for products, page by page."""

from typing import Any

from crm_contracts.inventory.queries.suppliers import ListPurchasePrices
from crm_kit.testing.service import ServiceUnderTest


def test_the_last_price_comes_first(crm: ServiceUnderTest, given: Any, buying: Any) -> None:
    product = given.product()
    for price, day in ((5, -9), (6, -2)):
        buying.sent(buying.line(1, price, product_id=product["id"]), ordered_on=given.in_days(day))
    buying.order(buying.line(1, 7, product_id=product["id"]))

    rows = crm.ask(ListPurchasePrices, buying.keeper, where={"field": "product_id", "value": product["id"]})["data"]

    assert [(each["unit_price"], each["currency"]) for each in rows] == [("6", "CNY"), ("5", "CNY")]
    assert crm.ask(ListPurchasePrices, crm.person("inventory.purchase_order.read:own"))["data"] == []
