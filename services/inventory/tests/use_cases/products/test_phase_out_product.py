"""Products are phased out while stock lasts."""

from typing import Any

from crm_contracts.inventory.commands.products import PhaseOutProduct
from crm_contracts.inventory.commands.stock import ReserveStock
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_what_is_left_of_it_can_still_be_sold(crm: ServiceUnderTest, given: Any, keeper: Caller) -> None:
    product = given.stocked(10)

    gone = crm.do(PhaseOutProduct, keeper, product_id=product["id"], version=product["version"], reason="Replaced")

    assert (gone["status"], gone["status_reason"]) == ("phased_out", "Replaced")
    assert crm.do(ReserveStock, keeper, product_id=product["id"], qty="3")["status"] == "reserved"


def test_a_draft_is_not_phased_out(crm: ServiceUnderTest, given: Any, keeper: Caller) -> None:
    product = given.product(status="draft")

    with crm.refused(409, "illegal_transition"):
        crm.do(PhaseOutProduct, keeper, product_id=product["id"], version=product["version"], reason="Replaced")
