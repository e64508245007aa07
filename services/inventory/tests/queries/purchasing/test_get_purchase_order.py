"""One purchase order."""

from typing import Any
from uuid import uuid4

from crm_contracts.inventory.queries.purchasing import GetPurchaseOrder
from crm_kit.testing.service import ServiceUnderTest


def test_it_is_shown_to_those_who_may_see_it(crm: ServiceUnderTest, buying: Any) -> None:
    order, stranger = buying.order(), crm.person("inventory.purchase_order.read:own")

    assert buying.again(order) == order
    with crm.refused(404, "not_found"):
        crm.ask(GetPurchaseOrder, stranger, purchase_order_id=order["id"])
    with crm.refused(404, "not_found"):
        buying.again({"id": uuid4()})
