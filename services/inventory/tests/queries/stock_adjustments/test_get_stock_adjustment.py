"""One stock adjustment."""

from typing import Any
from uuid import uuid4

from crm_contracts.inventory.queries.stock import GetStockAdjustment
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_it_is_shown_with_its_lines_and_its_value_to_who_may_see_costs(crm: ServiceUnderTest, given: Any, keeper: Caller) -> None:
    product = given.product()
    made = given.stock(product, 10, "3")

    shown = crm.ask(GetStockAdjustment, keeper, adjustment_id=made["id"])
    hidden = crm.ask(GetStockAdjustment, crm.person("inventory.adjustment.read:all"), adjustment_id=made["id"])

    assert shown == made
    assert [(line["product_id"], line["qty"]) for line in shown["lines"]] == [(product["id"], "10")]
    assert (shown["value"]["amount"], hidden["value"]) == ("30.00", None)
    with crm.refused(404):
        crm.ask(GetStockAdjustment, keeper, adjustment_id=uuid4())
