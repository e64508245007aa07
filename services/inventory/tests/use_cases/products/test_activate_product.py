"""Products are sold and bought once they are active."""

from typing import Any

from crm_contracts.inventory.commands.products import ActivateProduct
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_a_prepared_product_becomes_active_once(crm: ServiceUnderTest, given: Any, keeper: Caller) -> None:
    product = given.product(status="draft")

    active = crm.do(ActivateProduct, keeper, product_id=product["id"], version=product["version"])

    assert active["status"] == "active"
    assert crm.events("inventory.product.updated.v1")[0]["data"]["status"] == "active"
    with crm.refused(409, "illegal_transition") as problem:
        crm.do(ActivateProduct, keeper, product_id=product["id"], version=active["version"])
    assert problem["allowed"] == ["phase_out", "block"]
