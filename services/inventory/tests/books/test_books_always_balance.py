"""Whatever happens in whatever order: on hand is the sum of the ledger, nothing is below zero, reservations fit what there is."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any, ClassVar
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import func, select

from crm_contracts.inventory.commands.stock import CreateStockAdjustment, ReleaseReservation, ReserveStock, ReverseStockAdjustment
from crm_contracts.inventory.queries.stock import ListReservations, ListStockAdjustments
from crm_kit.caller import Caller
from crm_kit.errors import Conflict
from crm_kit.testing.service import ServiceUnderTest
from crm_kit.work import Work
from inventory.domain.movement import Movement
from inventory.domain.order_fulfilment import WANTING, OrderFulfilment, OrderFulfilmentLine
from inventory.domain.stock_move import OPEN, StockMove
from inventory.lookups.ledger import post_moves
from inventory.lookups.places import location_of, outside
from inventory.lookups.shippable import locked_orders

pytestmark = pytest.mark.slow
QTY = st.integers(1, 12).map(lambda tenths: str(Decimal(tenths) / 2))
COST = st.integers(0, 700).map(lambda cents: str(Decimal(cents) / 100))
PLACES = st.integers(0, 1)


class Books(RuleBasedStateMachine):
    """Two products in two warehouses; goods come, go, are reserved, ordered, shipped, taken back."""

    inventory: ClassVar[ServiceUnderTest]
    make_given: ClassVar[Any]

    @initialize()
    def opens(self) -> None:
        self.crm = self.inventory.fresh()
        self.given = self.make_given(self.crm)
        self.keeper = self.given.keeper
        self.products = [self.given.product(), self.given.product()]
        self.warehouses = [self.given.main_warehouse(), self.given.warehouse("EAST")]
        for product in self.products:
            for warehouse in self.warehouses:
                self.given.stock(product, 15, "3.7", warehouse_id=warehouse["id"])
        self.orders: list[tuple[UUID, list[dict[str, Any]], int]] = []

    @rule(which=PLACES, where=PLACES, qty=QTY, cost=COST)
    def comes_in(self, which: int, where: int, qty: str, cost: str) -> None:
        self.given.stock(self.products[which], qty, cost, warehouse_id=self.warehouses[where]["id"])

    @rule(which=PLACES, where=PLACES, qty=QTY)
    def goes_out(self, which: int, where: int, qty: str) -> None:
        lines = [{"product_id": self.products[which]["id"], "qty": qty}]
        self.ask(CreateStockAdjustment, kind="out", reason="loss", lines=lines, warehouse_id=self.warehouses[where]["id"])

    @rule(number=st.integers(0, 5))
    def is_taken_back(self, number: int) -> None:
        posted = self.crm.ask(ListStockAdjustments, self.keeper, where={"field": "status", "value": "posted"})["data"]
        if posted:
            chosen = posted[number % len(posted)]
            self.ask(ReverseStockAdjustment, adjustment_id=chosen["id"], version=chosen["version"], reason="Wrong")

    @rule(which=PLACES, qty=QTY, minutes=st.sampled_from([None, 60]))
    def is_reserved(self, which: int, qty: str, minutes: int | None) -> None:
        until = dt.datetime.now(dt.UTC) + dt.timedelta(minutes=minutes) if minutes else None
        self.ask(ReserveStock, product_id=self.products[which]["id"], qty=qty, expires_at=until)

    @rule(number=st.integers(0, 5))
    def is_let_go(self, number: int) -> None:
        kept = self.crm.ask(ListReservations, self.keeper, where={"field": "order_id", "op": "null", "value": True})["data"]
        if kept:
            chosen = kept[number % len(kept)]
            self.ask(ReleaseReservation, reservation_id=chosen["id"], version=chosen["version"])

    @rule(first=QTY, second=QTY)
    def is_ordered(self, first: str, second: str) -> None:
        lines = [self.given.line(product, qty) for product, qty in zip(self.products, (first, second), strict=True)]
        self.orders.append((self.given.order(*lines)["id"], lines, 1))

    @rule(number=st.integers(0, 5), qty=QTY, status=st.sampled_from(["confirmed", "on_hold", "cancelled"]))
    def order_changes(self, number: int, qty: str, status: str) -> None:
        if self.orders:
            place = number % len(self.orders)
            order_id, lines, version = self.orders[place]
            lines = [{**lines[0], "qty": qty}, *lines[1:]]
            self.orders[place] = (order_id, lines, version + 1)
            self.given.order(*lines, id=order_id, event="amended", version=version + 1, status=status)

    @rule(number=st.integers(0, 5), which=PLACES, where=PLACES, share=st.integers(1, 3))
    def is_shipped(self, number: int, which: int, where: int, share: int) -> None:
        if not self.orders:
            return
        order_id, lines, _ = self.orders[number % len(self.orders)]
        line, warehouse_id = lines[which], UUID(self.warehouses[where]["id"])
        with Work(self.crm.app.sessions, Caller.for_system(self.crm.tenant_id, "inventory"), "*", "test", {}) as work:
            work.begin()
            order = locked_orders(work, [order_id])[order_id]
            kept = next(each for each in order.lines if each.id == line["id"])
            qty = (kept.open_qty / share).quantize(Decimal("0.000001"))
            if not qty:
                return
            try:
                post_moves(work, [self.shipment(work, kept, warehouse_id, qty)])
            except Conflict:
                return
            kept.shipped += qty
            work.finish(dict)

    def shipment(self, work: Work, line: Any, warehouse_id: UUID, qty: Decimal) -> Movement:
        return Movement(
            product_id=line.product_id, from_location_id=location_of(work, warehouse_id), to_location_id=outside(work, "customer"),
            qty=qty, posted_on=work.today, document_kind="delivery", document_id=uuid4(), order_id=line.order_id,
            order_line_id=line.id,
        )  # fmt: skip

    def ask(self, message: type, **payload: Any) -> None:
        """It is done, or refused for a reason of stock."""
        reply = self.crm.call(message, self.keeper, **payload)
        allowed = ("insufficient_stock", "unit_cost_required", "illegal_transition")
        assert reply.get("problem", {"code": allowed[0]})["code"] in allowed, reply

    @invariant()
    def books_balance(self) -> None:
        if hasattr(self, "given"):
            self.given.check_books()
            self.check_demand()

    def check_demand(self) -> None:
        """What is kept or waited for is what is still to be shipped, for orders that want something."""
        mine = (StockMove.order_line_id == OrderFulfilmentLine.id) & StockMove.status.in_(OPEN)
        kept = func.coalesce(select(func.sum(StockMove.qty)).where(mine).correlate(OrderFulfilmentLine).scalar_subquery(), 0)
        lines = select(OrderFulfilment.status, OrderFulfilmentLine.qty, OrderFulfilmentLine.shipped, kept).join(OrderFulfilmentLine)
        for status, qty, shipped, waiting in self.crm.rows(lines):
            assert waiting == (max(qty - shipped, 0) if status in WANTING else 0)


def test_the_books_always_balance(inventory: ServiceUnderTest, given: Any) -> None:
    Books.inventory, Books.make_given = inventory, type(given)

    run_state_machine_as_test(
        Books, settings=settings(max_examples=12, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck))
    )
