"""Changing warehouses."""

from typing import Any

from crm_contracts.inventory.commands.warehouses import ChangeWarehouse
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def change(crm: ServiceUnderTest, who: Caller, warehouse: dict[str, Any], **changes: Any) -> Any:
    return crm.do(ChangeWarehouse, who, warehouse_id=warehouse["id"], version=warehouse["version"], **changes)


def test_a_warehouse_gets_another_name_and_becomes_the_default_one(crm: ServiceUnderTest, given: Any, keeper: Caller) -> None:
    east = given.warehouse("EAST")

    changed = change(crm, keeper, east, name="Far east", is_default=True)

    assert (changed["name"], changed["is_default"]) == ("Far east", True)
    assert given.main_warehouse()["id"] == east["id"]


def test_the_default_one_does_not_just_go(crm: ServiceUnderTest, given: Any, keeper: Caller) -> None:
    main = given.main_warehouse()

    for changes in ({"is_active": False}, {"is_default": False}):
        with crm.refused(409, "default_warehouse"):
            change(crm, keeper, main, **changes)


def test_a_warehouse_with_goods_stays_in_use(crm: ServiceUnderTest, given: Any, keeper: Caller) -> None:
    full, empty = given.warehouse("EAST"), given.warehouse("WEST")
    given.stock(given.product(), 1, warehouse_id=full["id"])

    with crm.refused(409, "in_use"):
        change(crm, keeper, full, is_active=False)

    assert change(crm, keeper, empty, is_active=False)["is_active"] is False
    with crm.refused(422, "unknown_warehouse", "/warehouse_id"):
        given.stock(given.product(), 1, warehouse_id=empty["id"])
