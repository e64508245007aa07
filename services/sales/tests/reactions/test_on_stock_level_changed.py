"""How much there is to sell."""

from typing import Any
from uuid import uuid4

from crm_contracts.sales.commands.orders import ConfirmOrder
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_the_warehouses_together_have_enough_or_not(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    product, balance = given.product(), uuid4()
    given.stock(product, "3", balance, version=2)
    given.stock(product, "4")
    order = given.order(rep, lines=[{"product_id": product, "qty": "8"}])

    with crm.refused(409, "not_available", "/lines/0/qty") as problem:
        crm.do(ConfirmOrder, rep, order_id=order["id"], version=order["version"])
    assert problem["errors"][0]["message"].startswith("7 of")
    given.stock(product, "9", balance, version=1)
    with crm.refused(409, "not_available"):
        crm.do(ConfirmOrder, rep, order_id=order["id"], version=order["version"])
    given.stock(product, "5", balance, version=3)

    assert crm.do(ConfirmOrder, rep, order_id=order["id"], version=order["version"])["findings"] == []
