"""The order as the warehouse sees it: what is to leave, what has left, what is kept for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from hashlib import md5
from typing import Any, ClassVar
from uuid import UUID

from crm_contracts.inventory.events import ReservationFailed, StockReserved, StockUnreserved
from crm_contracts.inventory.words import ReservedLine
from crm_kit.messages import as_json
from crm_kit.model import Aggregate, ForeignKey, Mapped, Owned, Part, String, Values, column, parts

NOTHING = Decimal(0)
SMALLEST = Decimal("0.000001")
Factors = dict[tuple[UUID, str], Decimal]
WANTING = ("confirmed", "on_hold")
UNKNOWN = Decimal(0)
"""The factor of a unit that the product does not have: nothing is kept for such a line, and nothing of it leaves."""


class OrderFulfilment(Owned, Aggregate):
    """A sales order, by its own id, as its last news told; `reservation` is what was last told of its reserved stock.

    `heard` is the same for news that mean the same to the warehouse. The order has its history in sales; what left and what is kept
    for it are deliveries and moves, which have theirs.
    """

    __tablename__ = "order_fulfilments"
    HAS_HISTORY: ClassVar[bool] = False

    number: Mapped[str] = column(String(30))
    status: Mapped[str] = column(String(20))
    account_id: Mapped[UUID]
    ordered_on: Mapped[dt.date]
    ship_to: Mapped[Any] = column(Values, nullable=True)
    currency: Mapped[str] = column(String(3))
    billing_basis: Mapped[str] = column(String(10))
    terms_days: Mapped[int]
    is_exception: Mapped[bool]
    payment_status: Mapped[str] = column(String(20))
    source_version: Mapped[int] = column(default=0)
    heard: Mapped[str] = column(String(32), default="")
    reservation: Mapped[Any] = column(Values, default=list)
    lines: Mapped[list[OrderFulfilmentLine]] = parts(order_by="OrderFulfilmentLine.id")

    @property
    def order_id(self) -> UUID:
        return self.id

    @property
    def is_wanting(self) -> bool:
        return self.status in WANTING

    def follow(self, told: dict[str, Any], lines: Sequence[Any], factors: Factors, version: int) -> None:
        """Be as the order's news say; what has been shipped stays as it is known here."""
        for name, value in told.items():
            setattr(self, name, value)
        self.heard = meaning(told, lines)
        self.source_version = version
        known = {line.id: line for line in self.lines}
        self.lines = [
            (known.get(line.id) or OrderFulfilmentLine(id=line.id, shipped=NOTHING)).follow(line, factors) for line in lines
        ]
        self.touch()

    def count_anew(self, factors: Factors) -> None:
        """Count in their units the lines that waited for one."""
        for line in self.lines:
            line.count_in(factors)
        self.touch()

    def told_reserved(self, lines: list[ReservedLine]) -> None:
        """Say what is reserved for it, if that is news."""
        news = as_json(lines)
        if news == self.reservation or not (_says_something(news) or _says_something(self.reservation)):
            return
        self.reservation = news
        self.record(_event_of(lines), lines=lines)


def meaning(told: dict[str, Any], lines: Sequence[Any]) -> str:
    """The same for news of an order that mean the same to the warehouse: what sales shipped or invoiced of it is not among it."""
    wanted = [(line.id, line.product_id, line.qty, line.uom, line.net_price, line.due_on) for line in lines]
    return md5(str(as_json([told, wanted])).encode(), usedforsecurity=False).hexdigest()


def _says_something(told: list[dict[str, Any]]) -> bool:
    return any(Decimal(line["qty"]) or Decimal(line["shortage"]) for line in told)


def _event_of(lines: list[ReservedLine]) -> type:
    if any(line.shortage for line in lines):
        return ReservationFailed
    return StockReserved if any(line.qty for line in lines) else StockUnreserved


class OrderFulfilmentLine(Part):
    """A product line of an order. `shipped` is in `uom` as `qty` is; one `uom` is `factor` of the product's own unit, 0
    where the product has no such unit."""

    __tablename__ = "order_fulfilment_lines"
    HAS_HISTORY: ClassVar[bool] = False
    PARENT = "order_id"

    order_id: Mapped[UUID] = column(ForeignKey("order_fulfilments.id", ondelete="CASCADE"), index=True)
    product_id: Mapped[UUID]
    qty: Mapped[Decimal]
    uom: Mapped[str] = column(String(20))
    factor: Mapped[Decimal] = column(default=Decimal(1))
    net_price: Mapped[Decimal]
    due_on: Mapped[dt.date | None]
    shipped: Mapped[Decimal] = column(default=NOTHING)

    @property
    def open_qty(self) -> Decimal:
        """What is left to ship, in `uom`."""
        return max(self.qty - self.shipped, NOTHING)

    @property
    def open_base_qty(self) -> Decimal:
        """The same in the product's own unit."""
        return (self.open_qty * self.factor).quantize(SMALLEST)

    @property
    def has_known_unit(self) -> bool:
        return self.factor != UNKNOWN

    def follow(self, told: Any, factors: Factors) -> OrderFulfilmentLine:
        if (self.product_id, self.uom) != (told.product_id, told.uom):
            self.factor = UNKNOWN
        self.product_id, self.qty, self.uom = told.product_id, told.qty, told.uom
        self.net_price, self.due_on = told.net_price, told.due_on
        return self.count_in(factors)

    def count_in(self, factors: Factors) -> OrderFulfilmentLine:
        """Know how many of the product's own its unit is; a unit that the product has no more counts as it did."""
        self.factor = factors.get((self.product_id, self.uom), self.factor)
        return self
