"""The stock move: goods that go from one place to another, wanted, reserved and done."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any
from uuid import UUID

from crm_contracts.inventory.events import StockMoved
from crm_kit.model import Aggregate, Machine, Mapped, Money, String, Text, column
from inventory.domain.movement import Movement

NOTHING = Decimal(0)
ORDINARY_PRIORITY = 50
OPEN = ("waiting", "reserved", "partially_reserved")
ALIKE = (
    "product_id", "from_location_id", "to_location_id", "warehouse_id", "strength", "priority", "expires_at", "reference",
    "order_id", "order_line_id",
)  # fmt: skip


class StockMove(Aggregate):
    """`qty` goods of a product on their way between two places; `reserved_qty` of them are kept for it where they are.

    Whoever changes what is reserved holds the lock of the balance that it comes from.
    """

    __tablename__ = "stock_moves"
    MACHINE = Machine(
        confirm=("draft", "waiting"),
        reserve=("waiting partially_reserved", "reserved partially_reserved"),
        unreserve=("reserved partially_reserved", "waiting partially_reserved"),
        post=("waiting reserved partially_reserved", "done"),
        cancel=("waiting reserved partially_reserved", "cancelled"),
    )

    product_id: Mapped[UUID]
    from_location_id: Mapped[UUID]
    to_location_id: Mapped[UUID]
    warehouse_id: Mapped[UUID | None]
    qty: Mapped[Decimal]
    reserved_qty: Mapped[Decimal] = column(default=NOTHING)
    status: Mapped[str] = column(String(20), default="draft")
    strength: Mapped[str] = column(String(10), default="soft")
    priority: Mapped[int] = column(default=ORDINARY_PRIORITY)
    expires_at: Mapped[dt.datetime | None]
    reference: Mapped[str] = column(Text, default="")
    order_id: Mapped[UUID | None]
    order_line_id: Mapped[UUID | None]
    document_kind: Mapped[str] = column(String(40), default="")
    document_id: Mapped[UUID | None]
    posted_on: Mapped[dt.date | None]
    value: Mapped[Decimal | None]
    reverses_id: Mapped[UUID | None]
    reversed_by_id: Mapped[UUID | None]

    @property
    def shortage(self) -> Decimal:
        return self.qty - self.reserved_qty

    @property
    def is_open(self) -> bool:
        return self.status in OPEN

    def want(self, **fields: Any) -> StockMove:
        """Goods are wanted: nothing is reserved yet."""
        for name, value in {"status": "draft", "reserved_qty": NOTHING, **fields}.items():
            setattr(self, name, value)
        self.transition("confirm")
        return self

    def reserve(self, qty: Decimal) -> None:
        """Keep so much more of it, at most what is short."""
        if qty > self.shortage:
            raise ValueError(f"{qty} is more than the {self.shortage} that is short")
        if qty:
            self.transition("reserve", "reserved" if qty == self.shortage else "partially_reserved")
            self.reserved_qty += qty

    def unreserve(self, qty: Decimal) -> None:
        """Let so much of it go again."""
        if qty:
            self.transition("unreserve", "partially_reserved" if qty < self.reserved_qty else "waiting")
            self.reserved_qty -= qty

    def shrink(self, qty: Decimal) -> Decimal:
        """Want so much less; what is short goes first. The quantity that was reserved and is free now."""
        freed = max(qty - self.shortage, NOTHING)
        if qty == self.qty:
            return self.cancel()
        self.qty -= qty
        self.reserved_qty -= freed
        if self.status == "partially_reserved" and self.reserved_qty == self.qty:
            self.transition("reserve", "reserved")
        self.touch()
        return freed

    def grow(self, qty: Decimal) -> None:
        """Want so much more."""
        self.qty += qty
        if self.status == "reserved":
            self.transition("unreserve", "partially_reserved")
        self.touch()

    def cancel(self) -> Decimal:
        """Nothing is wanted any more. The quantity that was reserved and is free now."""
        self.transition("cancel")
        freed, self.reserved_qty = self.reserved_qty, NOTHING
        return freed

    def post(self, movement: Movement, value: Decimal, currency: str) -> StockMove | None:
        """The goods have gone. What was wanted beyond them is a move of its own, which waits; None where nothing was."""
        rest = self.qty - movement.qty
        kept = max(self.reserved_qty - movement.qty, NOTHING)
        self.transition("post")
        self.qty, self.reserved_qty, self.value = movement.qty, NOTHING, value
        self.to_location_id, self.posted_on = movement.to_location_id, movement.posted_on
        self.document_kind, self.document_id = movement.document_kind, movement.document_id
        self.record(StockMoved, cost=Money(value, currency))
        return self._rest(rest, kept) if rest > 0 else None

    def _rest(self, qty: Decimal, kept: Decimal) -> StockMove:
        rest = self._like(qty=qty)
        rest.reserve(kept)
        return rest

    def split(self, qty: Decimal, location_id: UUID, warehouse_id: UUID | None) -> StockMove:
        """Want so much less from here, and as much from another place: the move from there."""
        self.shrink(qty)
        return self._like(qty=qty, from_location_id=location_id, warehouse_id=warehouse_id)

    def strengthen(self, strength: str) -> None:
        """Be kept until it is posted (hard), or until its time is over and somebody else asks (soft)."""
        if self.strength != strength:
            self.strength = strength
            self.touch()

    def _like(self, **fields: Any) -> StockMove:
        return StockMove().want(**{**{name: getattr(self, name) for name in ALIKE}, **fields})


def moved(movement: Movement, warehouse_id: UUID | None, value: Decimal, currency: str) -> StockMove:
    """A move that nobody had announced: wanted and done at once."""
    move = StockMove().want(
        product_id=movement.product_id, from_location_id=movement.from_location_id, to_location_id=movement.to_location_id,
        warehouse_id=warehouse_id, qty=movement.qty, order_id=movement.order_id, order_line_id=movement.order_line_id,
    )  # fmt: skip
    move.post(movement, value, currency)
    return move
