"""Changing products."""

from typing import Any

import pytest

from crm_contracts.inventory.commands.products import ChangeProduct
from crm_contracts.inventory.queries.stock import ListStockAlarms
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest, write_golden


def change(crm: ServiceUnderTest, who: Caller, product: dict[str, Any], **changes: Any) -> Any:
    return crm.do(ChangeProduct, who, product_id=product["id"], version=product["version"], **changes)


def test_what_is_not_sent_stays(crm: ServiceUnderTest, given: Any, keeper: Caller) -> None:
    product = given.product(brand="Acme", barcode="123", units=[{"uom": "box", "factor": "12"}])

    changed = change(crm, keeper, product, name="Another pump", barcode=None)

    assert (changed["name"], changed["brand"], changed["barcode"]) == ("Another pump", "Acme", None)
    (event,) = crm.events("inventory.product.updated.v1")
    assert event["data"]["units"] == [{"uom": "box", "factor": "12"}]
    write_golden(event)


def test_a_changed_code_is_checked_again(crm: ServiceUnderTest, given: Any, keeper: Caller) -> None:
    product, other = given.product(), given.product()

    with crm.refused(409, "duplicate", "/code"):
        change(crm, keeper, product, code=other["code"].lower())


@pytest.mark.parametrize("changes", [{"uom": "kg"}, {"kind": "service"}])
def test_unit_and_kind_stay_once_goods_have_moved(crm: ServiceUnderTest, given: Any, keeper: Caller, changes: Any) -> None:
    fresh, moved = given.product(), given.stocked(1)

    change(crm, keeper, fresh, **changes)
    with crm.refused(409, "in_use"):
        change(crm, keeper, moved, **changes)


def test_another_safety_stock_is_checked_at_once(crm: ServiceUnderTest, given: Any, keeper: Caller) -> None:
    product, warehouse = given.stocked(10), given.main_warehouse()

    changed = change(crm, keeper, product, safety_stock=[{"warehouse_id": warehouse["id"], "qty": "50"}])
    change(crm, keeper, changed, safety_stock=[])

    (alarm,) = crm.ask(ListStockAlarms, keeper)["data"]
    assert (alarm["safety"], alarm["status"]) == ("50", "closed")


def test_an_old_version_is_refused(crm: ServiceUnderTest, given: Any, keeper: Caller) -> None:
    product = given.product()
    change(crm, keeper, product, name="First")

    with crm.refused(412):
        change(crm, keeper, product, name="Second")


def test_with_a_new_unit_the_orders_that_wait_for_it_get_their_stock(crm: ServiceUnderTest, given: Any, keeper: Caller) -> None:
    product = given.stocked(100)
    given.order(given.line(product, 3, uom="box"))
    before = given.balance(product)

    change(crm, keeper, product, units=[{"uom": "box", "factor": "12"}])

    assert (before, given.balance(product)) == ((100, 0), (100, 36))
    assert crm.events("inventory.stock.reserved.v1")[0]["data"]["lines"][0]["problem"] is None
    given.check_books()
