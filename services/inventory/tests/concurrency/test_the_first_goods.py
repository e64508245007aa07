"""The first goods of products come and leave at once, and none waits for who waits for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import event

from crm_contracts.inventory.commands.deliveries import ShipDelivery
from crm_contracts.inventory.commands.stock import CreateStockAdjustment
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest

pytestmark = pytest.mark.slow
AT_ONCE, EACH = 6, 3
DEADLOCK = "40P01"


@pytest.fixture
def ended(crm: ServiceUnderTest) -> Iterator[list[Any]]:
    """Why the database ended statements: of two that wait for each other one is, and would be tried again in silence."""
    found: list[Any] = []

    def note(context: Any) -> None:
        found.append(getattr(context.original_exception, "sqlstate", None))

    event.listen(crm.app.engine, "handle_error", note)
    yield found
    event.remove(crm.app.engine, "handle_error", note)


def _at_once(act: Callable[[int], object]) -> None:
    """Some do it at once, each several times: so that some begin while others wait."""
    together = Barrier(AT_ONCE)

    def begin(first: int) -> None:
        together.wait()
        for number in range(first, AT_ONCE * EACH, AT_ONCE):
            act(number)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(begin, range(AT_ONCE)))


def test_first_shipments(given: Any, shipping: Any, ended: list[Any]) -> None:
    products = [given.stocked(100) for _ in range(4)]
    orders = [given.order(*(given.line(product, 1) for product in products)) for _ in range(AT_ONCE * EACH)]
    packed = [shipping.packed(shipping.accepted(order)) for order in orders]

    _at_once(lambda number: shipping.act(ShipDelivery, packed[number]))

    assert DEADLOCK not in ended
    assert [given.balance(product) for product in products] == [(100 - AT_ONCE * EACH, 0)] * 4
    given.check_books()


def test_first_goods_of_a_product(crm: ServiceUnderTest, given: Any, keeper: Caller, ended: list[Any]) -> None:
    known, fresh = [given.stocked(1) for _ in range(4)], [given.product() for _ in range(8)]

    def come(number: int) -> None:
        products = [*known, *fresh[number % 4 : number % 4 + 4]]
        lines = [{"product_id": product["id"], "qty": "1", "unit_cost": "2"} for product in products]
        crm.do(CreateStockAdjustment, keeper, kind="in", reason="opening_balance", lines=lines)

    _at_once(come)

    assert DEADLOCK not in ended
    given.check_books()
