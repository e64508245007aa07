"""What was kept until a time is let go by itself."""

import datetime as dt
from typing import Any

from sqlalchemy import update

from crm_contracts.inventory.commands.stock import ReserveStock
from crm_contracts.inventory.queries.stock import ListReservations
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest
from inventory.domain.stock_move import StockMove

SOON = dt.datetime.now(dt.UTC) + dt.timedelta(hours=1)


def keep(crm: ServiceUnderTest, who: Caller, product: dict[str, Any], qty: int, **more: Any) -> Any:
    return crm.do(ReserveStock, who, product_id=product["id"], qty=str(qty), **more)["id"]


def time_passes(crm: ServiceUnderTest, *reservations: str) -> None:
    past = dt.datetime.now(dt.UTC) - dt.timedelta(minutes=1)
    with crm.app.engine.begin() as connection:
        connection.exec_driver_sql("SELECT set_config('crm.tenant', %s, false)", (str(crm.tenant_id),))
        connection.execute(update(StockMove).where(StockMove.id.in_(reservations)).values(expires_at=past))


def test_what_was_kept_softly_until_a_time_goes_when_it_is_over(crm: ServiceUnderTest, given: Any, keeper: Caller) -> None:
    product = given.stocked(10)
    over, hard = keep(crm, keeper, product, 4, expires_at=SOON), keep(crm, keeper, product, 2, expires_at=SOON, strength="hard")
    still, always = keep(crm, keeper, product, 1, expires_at=SOON), keep(crm, keeper, product, 1)
    time_passes(crm, over, hard)

    crm.ring("release_expired_reservations")
    crm.ring("release_expired_reservations")

    assert {row["id"] for row in crm.ask(ListReservations, keeper)["data"]} == {hard, still, always}
    assert given.balance(product) == (10, 4)
    given.check_books()


def test_an_order_that_waits_gets_it(crm: ServiceUnderTest, given: Any, keeper: Caller) -> None:
    product = given.stocked(10)
    over = keep(crm, keeper, product, 8, expires_at=SOON)
    line = given.line(product, 10)
    given.order(line)
    assert sum(move.reserved_qty for move in given.moves(line["id"])) == 2
    time_passes(crm, over)

    crm.ring("release_expired_reservations")

    assert sum(move.reserved_qty for move in given.moves(line["id"])) == 10
    given.check_books()
