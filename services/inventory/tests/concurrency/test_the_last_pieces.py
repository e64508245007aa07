"""Many at once: nobody gets what somebody else has, and the books balance."""

from __future__ import annotations

import multiprocessing
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest

from crm_contracts.inventory.commands.stock import CreateStockAdjustment, ReserveStock
from crm_contracts.inventory.commands.warehouses import CreateWarehouse
from crm_contracts.inventory.queries.stock import ListStockMoves
from crm_contracts.inventory.queries.warehouses import ListWarehouses
from crm_kit.caller import Caller
from crm_kit.testing.databases import database
from crm_kit.testing.service import ServiceUnderTest

pytestmark = pytest.mark.slow
PROCESSES, THREADS, CLIENTS, PIECES = 2, 12, 200, 50


def at_once(crm: ServiceUnderTest, tasks: int, ask: Callable[[int], dict[str, Any]]) -> Counter[str]:
    """What so many askers were answered, in two processes with threads and connections of their own."""
    context = multiprocessing.get_context("fork")
    answers = context.SimpleQueue()
    share = tasks // PROCESSES

    def work(first: int) -> None:
        crm.app.engine.dispose(close=False)
        crm.app.open(database("inventory"))
        with ThreadPoolExecutor(THREADS) as pool:
            for reply in pool.map(ask, range(first, first + share)):
                answers.put(reply["problem"]["code"] if "problem" in reply else "ok")

    processes = [context.Process(target=work, args=(number * share,)) for number in range(PROCESSES)]
    for process in processes:
        process.start()
    found = Counter(answers.get() for _ in range(share * PROCESSES))
    for process in processes:
        process.join(30)
    return found


def test_two_hundred_clients_share_fifty_pieces(crm: ServiceUnderTest, given: Any, keeper: Caller) -> None:
    product = given.stocked(PIECES)

    found = at_once(crm, CLIENTS, lambda _: crm.call(ReserveStock, keeper, product_id=product["id"], qty="1"))

    assert found == {"ok": PIECES, "insufficient_stock": CLIENTS - PIECES}
    assert given.balance(product) == (PIECES, PIECES)
    given.check_books()


def test_orders_and_people_never_get_more_than_there_is(crm: ServiceUnderTest, given: Any, keeper: Caller) -> None:
    product, other = given.stocked(PIECES), given.stocked(PIECES)

    def ask(number: int) -> dict[str, Any]:
        if number % 2:
            return crm.call(ReserveStock, keeper, product_id=(product, other)[number % 4 // 2]["id"], qty="2")
        lines = [given.line(each, 3) for each in ((product, other), (other, product))[number % 4 // 2]]
        given.order(*lines)
        return {}

    found = at_once(crm, 60, ask)

    assert set(found) <= {"ok", "insufficient_stock"}
    assert all(reserved <= PIECES for _, reserved in (given.balance(product), given.balance(other)))
    given.check_books()


def test_the_same_request_fifty_times_moves_goods_once(crm: ServiceUnderTest, given: Any, keeper: Caller) -> None:
    product = given.stocked(10)
    lines = [{"product_id": product["id"], "qty": "3"}]
    key = str(uuid4())

    found = at_once(crm, 50, lambda _: crm.call(CreateStockAdjustment, keeper, key=key, kind="out", reason="loss", lines=lines))

    assert set(found) <= {"ok", "in_progress"}
    assert given.balance(product) == (7, 0)
    assert len(crm.ask(ListStockMoves, keeper, where={"field": "product_id", "value": product["id"]})["data"]) == 2


def test_goods_that_come_in_at_once_all_count(crm: ServiceUnderTest, given: Any, keeper: Caller) -> None:
    fresh = given.product()
    line = {"product_id": fresh["id"], "qty": "1", "unit_cost": "2.5"}

    found = at_once(crm, 40, lambda _: crm.call(CreateStockAdjustment, keeper, kind="in", reason="found", lines=[line]))

    assert found == {"ok": 40}
    assert given.balance(fresh) == (Decimal(40), 0)
    given.check_books()


def test_a_new_tenant_gets_one_main_warehouse_however_many_begin(crm: ServiceUnderTest) -> None:
    fresh = crm.fresh()
    who = Caller(tenant_id=fresh.tenant_id, user_id=UUID(int=1), team_path="/1/", grants={"*": "all"})

    found = at_once(crm, 20, lambda number: fresh.call(CreateWarehouse, who, code=f"W{number}", name=f"W{number}"))

    assert found == {"ok": 20}
    assert fresh.ask(ListWarehouses, who, where={"field": "is_default", "value": True}, count="exact")["count"] == 1
