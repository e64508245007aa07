"""What suppliers ask."""

from typing import Any
from uuid import uuid4

import pytest

from crm_contracts.inventory.commands.suppliers import CreateSupplierPrice
from crm_kit.testing.service import ServiceUnderTest


@pytest.fixture
def told(given: Any, buying: Any) -> dict[str, Any]:
    return {
        "supplier_id": buying.supplier()["id"],
        "product_id": given.product()["id"],
        "price": {"amount": "5", "currency": "CNY"},
    }


def test_two_prices_do_not_hold_on_the_same_day(crm: ServiceUnderTest, given: Any, buying: Any, told: dict[str, Any]) -> None:
    first = crm.do(CreateSupplierPrice, buying.keeper, **told, valid_from="2026-01-01", valid_until="2026-06-30")

    with crm.refused(409, "overlapping_price", "/valid_from") as problem:
        crm.do(CreateSupplierPrice, buying.keeper, **told, valid_from="2026-06-30")
    after = crm.do(CreateSupplierPrice, buying.keeper, **told, valid_from="2026-07-01")
    more = crm.do(CreateSupplierPrice, buying.keeper, **told, min_qty="100", valid_from="2026-07-01")
    dollars = {**told, "price": {"amount": "1", "currency": "USD"}}

    assert problem["supplier_price_id"] == first["id"]
    assert (after["valid_until"], more["min_qty"]) == (None, "100")
    assert crm.do(CreateSupplierPrice, buying.keeper, **dollars)["valid_from"] == given.in_days(0).isoformat()


def test_supplier_product_and_days_must_be_right(crm: ServiceUnderTest, buying: Any, told: dict[str, Any]) -> None:
    with crm.refused(422, "unknown_supplier", "/supplier_id"):
        crm.do(CreateSupplierPrice, buying.keeper, **{**told, "supplier_id": uuid4()})
    with crm.refused(422, "unknown_product", "/product_id"):
        crm.do(CreateSupplierPrice, buying.keeper, **{**told, "product_id": uuid4()})
    with crm.refused(422, "before_beginning", "/valid_until"):
        crm.do(CreateSupplierPrice, buying.keeper, **told, valid_from="2026-02-01", valid_until="2026-01-01")
    with crm.refused(422, "negative", "/price"):
        crm.do(CreateSupplierPrice, buying.keeper, **{**told, "price": {"amount": "-1", "currency": "CNY"}})
