"""Keeping goods for somebody."""

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import update

from crm_contracts.inventory.commands.stock import ReserveStock
from crm_contracts.inventory.queries.stock import ListReservations
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest
from inventory.domain.stock_move import StockMove

SOON = dt.datetime.now(dt.UTC) + dt.timedelta(hours=1)


def reserve(crm: ServiceUnderTest, who: Caller, product: dict[str, Any], qty: Any, **more: Any) -> Any:
    return crm.do(ReserveStock, who, product_id=product["id"], qty=str(qty), **more)


def test_what_is_kept_is_not_available(crm: ServiceUnderTest, given: Any) -> None:
    product, keeper = given.stocked(10), crm.person("inventory.reservation.*:all")

    kept = reserve(crm, keeper, product, 4, reference="Fair in May", priority=80, strength="hard")

    assert (kept["status"], kept["reserved_qty"], kept["strength"], kept["priority"]) == ("reserved", "4", "hard", 80)
    assert given.balance(product) == (10, 4)
    assert [row["reference"] for row in crm.ask(ListReservations, keeper)["data"]] == ["Fair in May"]


def test_all_of_it_or_nothing(crm: ServiceUnderTest, given: Any, keeper: Caller) -> None:
    product = given.stocked(10)
    reserve(crm, keeper, product, 4)

    with crm.refused(409, "insufficient_stock", "/qty") as problem:
        reserve(crm, keeper, product, 7)

    assert problem["available"] == "6"
    assert given.balance(product) == (10, 4)


def test_from_the_warehouse_that_is_named_or_the_first_that_has_it(crm: ServiceUnderTest, given: Any, keeper: Caller) -> None:
    product, east = given.stocked(5), given.warehouse("EAST")
    given.stock(product, 20, warehouse_id=east["id"])

    anywhere = reserve(crm, keeper, product, 10)
    with crm.refused(409, "insufficient_stock"):
        reserve(crm, keeper, product, 6, warehouse_id=given.main_warehouse()["id"])

    assert anywhere["warehouse_id"] == east["id"]


def test_what_ran_out_gives_way_when_somebody_asks(crm: ServiceUnderTest, given: Any, keeper: Caller) -> None:
    product = given.stocked(10)
    soft = reserve(crm, keeper, product, 6, expires_at=SOON)
    hard = reserve(crm, keeper, product, 2, expires_at=SOON, strength="hard")
    with crm.refused(409, "insufficient_stock"):
        reserve(crm, keeper, product, 5)
    past = dt.datetime.now(dt.UTC) - dt.timedelta(minutes=1)
    with crm.app.engine.begin() as connection:
        connection.exec_driver_sql("SELECT set_config('crm.tenant', %s, false)", (str(crm.tenant_id),))
        connection.execute(update(StockMove).where(StockMove.id.in_([soft["id"], hard["id"]])).values(expires_at=past))

    reserve(crm, keeper, product, 5)

    left = {row["id"]: row["reserved_qty"] for row in crm.ask(ListReservations, keeper)["data"]}
    assert sorted(left.values()) == ["2", "5"]
    assert hard["id"] in left
    given.check_books()


@pytest.mark.parametrize(
    ("told", "code", "pointer"),
    [
        ({"qty": "0"}, "invalid", "/qty"),
        ({"expires_at": "2020-01-01T00:00:00Z"}, "in_the_past", "/expires_at"),
        ({"expires_at": "2030-01-01T00:00:00"}, "invalid", "/expires_at"),
        ({"product_id": "01900000-0000-7000-8000-000000000000"}, "unknown_product", "/product_id"),
        ({"warehouse_id": "01900000-0000-7000-8000-000000000000"}, "unknown_warehouse", "/warehouse_id"),
        ({"priority": 101}, "invalid", "/priority"),
    ],
)
def test_what_is_wrong_is_named(crm: ServiceUnderTest, given: Any, keeper: Caller, told: Any, code: str, pointer: str) -> None:
    with crm.refused(422, code, pointer):
        crm.do(ReserveStock, keeper, **{"product_id": given.stocked(5)["id"], "qty": "1", **told})


def test_a_warehouse_that_never_had_it_has_none(crm: ServiceUnderTest, given: Any, keeper: Caller) -> None:
    with crm.refused(409, "insufficient_stock", "/qty") as problem:
        reserve(crm, keeper, given.product(), 1)

    assert problem["available"] == "0"
