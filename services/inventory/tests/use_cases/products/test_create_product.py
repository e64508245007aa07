"""New products."""

from typing import Any

import pytest

from crm_contracts.inventory.commands.products import CreateProduct
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest, write_golden

PUMP = {"code": "PX-100", "name": "Centrifugal pump PX 100", "spec": "DN50, 380 V", "category": "Pumps"}


def test_a_product_is_kept_with_its_units_and_safety_stock(crm: ServiceUnderTest, given: Any) -> None:
    buyer, warehouse = crm.person("inventory.product.*:all"), given.main_warehouse()

    product = crm.do(
        CreateProduct, buyer, **PUMP, uom="pcs", units=[{"uom": "box", "factor": "12"}], barcode="690123456789",
        tax_class="standard",
        list_price={"amount": "1999.00", "currency": "CNY"}, safety_stock=[{"warehouse_id": warehouse["id"], "qty": "5"}],
    )  # fmt: skip

    assert product["status"] == "active"
    assert product["units"] == [{"uom": "box", "factor": "12"}]
    assert product["safety_stock"] == [{"warehouse_id": warehouse["id"], "qty": "5"}]
    assert "cost" not in product
    (event,) = crm.events("inventory.product.created.v1")
    assert event["data"]["list_price"] == {"amount": "1999.00", "currency": "CNY"}
    assert event["data"]["units"] == [{"uom": "box", "factor": "12"}]
    write_golden(event)


def test_a_product_may_be_prepared_first(crm: ServiceUnderTest, keeper: Caller) -> None:
    assert crm.do(CreateProduct, keeper, **PUMP, status="draft")["status"] == "draft"


@pytest.mark.parametrize("code", ["PX-100", "px-100", "ＰＸ-100"])
def test_a_code_is_used_once_however_it_is_written(crm: ServiceUnderTest, keeper: Caller, code: str) -> None:
    first = crm.do(CreateProduct, keeper, **PUMP)

    with crm.refused(409, "duplicate", "/code") as problem:
        crm.do(CreateProduct, keeper, code=code, name="Something else")

    assert problem["duplicate_id"] == first["id"]


def test_the_same_name_and_specification_are_the_same_product(crm: ServiceUnderTest, keeper: Caller) -> None:
    crm.do(CreateProduct, keeper, **PUMP)

    with crm.refused(409, "duplicate", "/name"):
        crm.do(CreateProduct, keeper, code="PX-101", name="centrifugal  PUMP px-100", spec="DN50 380V")


def test_a_similar_product_is_shown_side_by_side_and_passes_with_a_reason(crm: ServiceUnderTest, keeper: Caller) -> None:
    crm.do(CreateProduct, keeper, **PUMP)
    alike = {**PUMP, "code": "PX-200", "name": "Centrifugal pump PX 200"}

    with crm.refused(409, "possible_duplicate") as problem:
        crm.do(CreateProduct, keeper, **alike)
    with crm.refused(422, "required", "/reason"):
        crm.do(CreateProduct, keeper, **alike, confirm_duplicate=True)

    assert problem["candidates"][0]["spec"] == "DN50, 380 V"
    assert crm.do(CreateProduct, keeper, **alike, confirm_duplicate=True, reason="The larger one")["code"] == "PX-200"


@pytest.mark.parametrize(
    ("told", "code", "pointer"),
    [
        ({"units": [{"uom": "box", "factor": "0"}]}, "invalid", "/units/0/factor"),
        ({"units": [{"uom": "pcs", "factor": "2"}]}, "duplicate_unit", "/units/0/uom"),
        ({"list_price": {"amount": "1.999", "currency": "CNY"}}, "invalid", "/list_price/amount"),
        ({"kind": "idea"}, "invalid", "/kind"),
        ({"cost": "3"}, "unknown_field", "/cost"),
        ({"code": ""}, "invalid", "/code"),
    ],
)
def test_what_is_wrong_is_named(crm: ServiceUnderTest, keeper: Caller, told: Any, code: str, pointer: str) -> None:
    with crm.refused(422, code, pointer):
        crm.do(CreateProduct, keeper, **{**PUMP, **told})


def test_safety_stock_is_for_warehouses_that_there_are(crm: ServiceUnderTest, keeper: Caller) -> None:
    nowhere = "01900000-0000-7000-8000-000000000000"

    with crm.refused(422, "unknown_warehouse", "/safety_stock/0/warehouse_id"):
        crm.do(CreateProduct, keeper, **PUMP, safety_stock=[{"warehouse_id": nowhere, "qty": "5"}])


def test_it_needs_the_right(crm: ServiceUnderTest) -> None:
    with crm.refused(403):
        crm.do(CreateProduct, crm.person("inventory.product.read:all"), **PUMP)
