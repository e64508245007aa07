"""Orders that wait for the same goods are changed at once, and none waits for who waits for it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest

from crm_contracts.inventory.commands.deliveries import FailDelivery, ReturnDelivery

pytestmark = pytest.mark.slow
ROUNDS = 8


def test_orders_that_give_each_other_what_they_need_no_more(given: Any) -> None:
    """The database ends one of two that wait for each other, and who is ended raises here."""
    for _ in range(ROUNDS):
        product, both = given.stocked(10), Barrier(2)
        first, second = given.line(product, 6), given.line(product, 6)
        orders = [given.order(line) for line in (first, second)]
        given.order({**first, "qty": "8"}, id=orders[0]["id"], event="amended", version=2)
        less = [(orders[0]["id"], {**first, "qty": "3"}), (orders[1]["id"], {**second, "qty": "2"})]

        def amend(told: tuple[Any, dict[str, Any]], both: Barrier = both) -> None:
            both.wait()
            given.order(told[1], id=told[0], event="amended", version=3)

        with ThreadPoolExecutor(2) as pool:
            list(pool.map(amend, less))

        assert given.balance(product) == (10, 5)
    given.check_books()


def test_goods_come_back_while_who_waits_for_them_wants_less(crm: Any, given: Any, shipping: Any) -> None:
    for _ in range(ROUNDS):
        product, both = given.stocked(10), Barrier(2)
        waiting = given.order(given.line(product, 4))
        late = given.line(product, 9)
        sold = given.order(late)
        part = [{"order_line_id": late["id"], "qty": "6"}]
        back = shipping.act(FailDelivery, shipping.shipped(shipping.accepted(sold, lines=part)), reason="Closed")

        def come_back(both: Barrier = both, back: Any = back) -> None:
            both.wait()
            shipping.act(ReturnDelivery, back, reason="Closed")

        def want_less(both: Barrier = both, waiting: Any = waiting) -> None:
            both.wait()
            line = {**waiting["lines"][0], "qty": "1"}
            given.order(line, id=waiting["id"], event="amended", version=2)

        with ThreadPoolExecutor(2) as pool:
            list(pool.map(lambda act: act(), (come_back, want_less)))

        assert given.balance(product) == (10, 10)
    given.check_books()
