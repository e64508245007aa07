"""Blocked products are neither sold nor bought."""

from typing import Any

from crm_contracts.inventory.commands.products import BlockProduct
from crm_contracts.inventory.commands.stock import ReserveStock
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest, write_golden


def test_a_blocked_product_is_not_reserved_and_does_not_come_in(crm: ServiceUnderTest, given: Any, keeper: Caller) -> None:
    product = given.stocked(10)

    blocked = crm.do(BlockProduct, keeper, product_id=product["id"], version=product["version"], reason="Recall")

    assert blocked["status"] == "blocked"
    with crm.refused(409, "product_blocked", "/product_id"):
        crm.do(ReserveStock, keeper, product_id=product["id"], qty="3")
    with crm.refused(409, "product_blocked", "/lines/0/product_id"):
        given.stock(product, 5)
    write_golden(crm.events("inventory.product.blocked.v1")[0])


def test_it_says_why(crm: ServiceUnderTest, given: Any, keeper: Caller) -> None:
    product = given.product()

    with crm.refused(422, "required", "/reason"):
        crm.do(BlockProduct, keeper, product_id=product["id"], version=product["version"])
