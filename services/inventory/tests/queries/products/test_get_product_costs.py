"""What a product costs, for those who may know."""

from typing import Any

from crm_contracts.inventory.queries.products import GetProductCosts
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_the_cost_is_the_average_in_all_and_by_warehouse(crm: ServiceUnderTest, given: Any, keeper: Caller) -> None:
    product, east = given.stocked(10, "10"), given.warehouse("EAST")
    given.stock(product, 30, "20", warehouse_id=east["id"])

    costs = crm.ask(GetProductCosts, keeper, product_id=product["id"])

    assert (costs["on_hand"], costs["unit_cost"], costs["value"]["amount"]) == ("40", "17.5", "700.00")
    assert (costs["last_cost"], costs["last_posted_on"]) == ("20", str(given.in_days(0)))
    by_warehouse = {each["warehouse_id"]: (each["on_hand"], each["unit_cost"]) for each in costs["warehouses"]}
    assert by_warehouse == {given.main_warehouse()["id"]: ("10", "10"), east["id"]: ("30", "20")}


def test_it_is_a_right_of_its_own(crm: ServiceUnderTest, given: Any) -> None:
    product = given.product()

    with crm.refused(403):
        crm.ask(GetProductCosts, crm.person("inventory.product.*:all", "inventory.stock.*:all"), product_id=product["id"])

    nothing = crm.ask(GetProductCosts, crm.person("inventory.cost.read:own"), product_id=product["id"])
    assert (nothing["unit_cost"], nothing["last_cost"], nothing["warehouses"]) == ("0", None, [])
