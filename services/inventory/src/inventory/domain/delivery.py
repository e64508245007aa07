"""The delivery: goods on their way to a customer."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from crm_contracts.inventory import document_events as events
from crm_contracts.inventory.words import DeliveredLine, LineCost
from crm_kit.errors import Invalid
from crm_kit.model import (
    Aggregate,
    ForeignKey,
    Machine,
    Mapped,
    Money,
    Owned,
    Part,
    Searchable,
    String,
    Text,
    Values,
    column,
    parts,
)
from inventory.domain.stock_move import StockMove


class DeliveryLine(Part):
    """What a delivery holds of an order's line: `qty` is to be picked, `picked` was. One `uom` is `factor` of the product's own."""

    __tablename__ = "delivery_lines"
    PARENT = "delivery_id"

    delivery_id: Mapped[UUID] = column(ForeignKey("deliveries.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    notice_id: Mapped[UUID] = column(index=True)
    notice_line_id: Mapped[UUID]
    order_id: Mapped[UUID]
    order_line_id: Mapped[UUID] = column(index=True)
    product_id: Mapped[UUID]
    uom: Mapped[str] = column(String(20))
    factor: Mapped[Decimal] = column(default=Decimal(1))
    qty: Mapped[Decimal]
    picked: Mapped[Decimal | None]

    @property
    def planned(self) -> Decimal:
        """What of its notice it holds."""
        return self.qty if self.picked is None else self.picked


class Delivery(Owned, Searchable, Aggregate):
    """Goods that leave together, for one customer and one address; of one or many orders. `costs` is for readers only."""

    __tablename__ = "deliveries"
    MACHINE = Machine(**{
        "start_pick": ("draft", "picking"),
        "pack": ("draft picking", "packed"),
        "ship": ("packed", "shipped"),
        "confirm": ("shipped", "delivered"),
        "fail": ("shipped", "delivery_failed"),
        "reship": ("delivery_failed", "shipped"),
        "return": ("delivery_failed", "returned_to_sender"),
        "cancel": ("draft picking packed", "cancelled"),
    })  # fmt: skip

    number: Mapped[str] = column(String(30))
    status: Mapped[str] = column(String(20), default="draft")
    account_id: Mapped[UUID]
    warehouse_id: Mapped[UUID]
    ship_to: Mapped[Any] = column(Values, nullable=True)
    currency: Mapped[str] = column(String(3))
    terms_days: Mapped[int]
    notice_ids: Mapped[list[UUID]]
    order_ids: Mapped[list[UUID]]
    order_numbers: Mapped[list[str]]
    waybills: Mapped[Any] = column(Values, default=list)
    costs: Mapped[Any] = column(Values, default=list, info={"secret": True})
    external_reference: Mapped[str | None] = column(String(100))
    shipped_at: Mapped[dt.datetime | None]
    is_partial: Mapped[bool] = column(default=False)
    delivered_at: Mapped[dt.datetime | None]
    signed_by: Mapped[str] = column(String(200), default="")
    proof: Mapped[str] = column(Text, default="")
    reason: Mapped[str] = column(Text, default="")
    note: Mapped[str] = column(Text, default="")

    lines: Mapped[list[DeliveryLine]] = parts(order_by=DeliveryLine.position)

    def words(self) -> list[str | None]:
        return [self.number, *self.order_numbers, *(each["number"] for each in self.waybills), self.external_reference]

    @property
    def has_left(self) -> bool:
        return self.status not in ("draft", "picking", "packed", "cancelled")

    # --- before it leaves --------------------------------------------------------------------------------------------

    def start_pick(self) -> None:
        """Somebody begins to collect the goods."""
        self.transition("start_pick")

    def pack(self, picked: Mapping[UUID, Decimal]) -> None:
        """The goods are packed: line → what was picked, all of a line that nobody speaks of. Invalid (422) for nothing at all."""
        self.transition("pack")
        for line in self.lines:
            line.picked = picked.get(line.id, line.qty)
        if not any(line.picked for line in self.lines):
            raise Invalid.field("/lines", "nothing_picked", "A delivery of nothing is cancelled, not packed")

    def cancel(self, reason: str) -> None:
        """It does not leave."""
        self.transition("cancel")
        self.reason = reason

    # --- on its way --------------------------------------------------------------------------------------------------

    def ship(self, at: dt.datetime, is_partial: bool) -> None:
        """The goods have left; `is_partial` where some of its orders are not shipped in full by that."""
        self.transition("ship")
        self.shipped_at, self.is_partial = at, is_partial
        self._tell(events.DeliveryShipped)

    def note_costs(self, moves: Iterable[StockMove], currency: str) -> None:
        """What left the stock with it."""
        worth: dict[UUID, Decimal] = defaultdict(Decimal)
        for move in moves:
            if move.order_line_id and move.value:
                worth[move.order_line_id] += move.value
        self.costs = [LineCost(order_line_id=line_id, cost=Money(value, currency)) for line_id, value in worth.items()]

    def carry(self, waybills: Sequence[dict[str, str]]) -> None:
        """Note the consignments that it goes with."""
        self.waybills = [*self.waybills, *waybills]

    def confirm(self, signed_by: str, at: dt.datetime, proof: str) -> None:
        """The customer has the goods. Invalid (422) for a time before they left."""
        self.transition("confirm")
        if self.shipped_at and at < self.shipped_at:
            raise Invalid.field("/delivered_at", "before_shipment", "Nothing is delivered before it is shipped")
        self.delivered_at, self.signed_by, self.proof = at, signed_by, proof
        self._tell(events.DeliveryDelivered, at=at)

    def fail(self, reason: str) -> None:
        """The goods could not be handed over."""
        self.transition("fail")
        self.reason = reason
        self._tell(events.DeliveryFailed, reason=reason)

    def reship(self) -> None:
        """Another try. To readers it is shipped as it was."""
        self.transition("reship")
        self.reason = ""
        self._tell(events.DeliveryShipped)

    def give_back(self, reason: str) -> None:
        """The goods are back."""
        self.transition("return")
        self.reason = reason
        self._tell(events.DeliveryReturned, reason=reason)

    def told(self) -> dict[str, Any]:
        """What events have of it under other names."""
        lines = [
            DeliveredLine(order_id=line.order_id, order_line_id=line.order_line_id, product_id=line.product_id, qty=line.planned)
            for line in self.lines
            if line.planned
        ]
        return {"delivery_id": self.id, "lines": lines, "partial": self.is_partial}

    def _tell(self, event: type, **facts: Any) -> None:
        self.record(event, **self.told(), **facts)
