"""The shipment notice: what of an order may be shipped, and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from crm_contracts.inventory import document_events as events
from crm_contracts.inventory.words import NoticeLineTold
from crm_kit.errors import Conflict, Invalid
from crm_kit.model import (
    Aggregate,
    ForeignKey,
    Machine,
    Mapped,
    Owned,
    Part,
    Searchable,
    String,
    Text,
    Values,
    column,
    parts,
)

SHIPPABLE = ("accepted", "partially_shipped")
OVER = ("shipped", "closed_short", "rejected", "cancelled")
NOTHING = Decimal(0)


class NoticeLine(Part):
    """How much of an order's line may be shipped; `delivering` is in deliveries that have not left yet."""

    __tablename__ = "shipment_notice_lines"
    PARENT = "notice_id"

    notice_id: Mapped[UUID] = column(ForeignKey("shipment_notices.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    order_line_id: Mapped[UUID] = column(index=True)
    product_id: Mapped[UUID]
    uom: Mapped[str] = column(String(20))
    factor: Mapped[Decimal] = column(default=Decimal(1))
    qty: Mapped[Decimal]
    shipped: Mapped[Decimal] = column(default=NOTHING)
    delivering: Mapped[Decimal] = column(default=NOTHING)
    proposed: Mapped[Decimal | None]

    @property
    def left(self) -> Decimal:
        """What no delivery holds yet."""
        return max(NOTHING, self.qty - self.shipped - self.delivering)

    def most(self, tolerance: Decimal) -> Decimal:
        """How much may leave in all, `tolerance` per cent over it included."""
        return self.qty * (100 + tolerance) / 100


class ShipmentNotice(Owned, Searchable, Aggregate):
    """What the warehouse is asked to ship of one order."""

    __tablename__ = "shipment_notices"
    MACHINE = Machine(
        submit=("draft", "submitted"),
        release=("submitted", "released"),
        accept=("released", "accepted"),
        counter=("released", "counter_proposed"),
        reject=("released", "rejected"),
        agree=("counter_proposed", "accepted"),
        refuse=("counter_proposed", "released"),
        ship=("accepted partially_shipped", "partially_shipped shipped"),
        take_back=("partially_shipped shipped closed_short", "partially_shipped closed_short"),
        close_short=("partially_shipped", "closed_short"),
        cancel=("draft submitted released accepted counter_proposed", "cancelled"),
    )

    number: Mapped[str] = column(String(30))
    status: Mapped[str] = column(String(20), default="draft")
    order_id: Mapped[UUID] = column(index=True)
    order_number: Mapped[str] = column(String(30))
    account_id: Mapped[UUID]
    warehouse_id: Mapped[UUID]
    ship_to: Mapped[Any] = column(Values, nullable=True)
    currency: Mapped[str] = column(String(3))
    terms_days: Mapped[int]
    ship_on: Mapped[dt.date | None]
    proposed_on: Mapped[dt.date | None]
    release_reason: Mapped[str | None] = column(String(20))
    released_by: Mapped[UUID | None]
    released_at: Mapped[dt.datetime | None]
    is_frozen: Mapped[bool] = column(default=False)
    is_automatic: Mapped[bool] = column(default=False)
    reason: Mapped[str] = column(Text, default="")
    note: Mapped[str] = column(Text, default="")

    lines: Mapped[list[NoticeLine]] = parts(order_by=NoticeLine.position)

    def words(self) -> list[str | None]:
        return [self.number, self.order_number]

    @property
    def order_ids(self) -> list[UUID]:
        return [self.order_id]

    @property
    def is_over(self) -> bool:
        return self.status in OVER

    @property
    def still_to_ship(self) -> dict[UUID, Decimal]:
        """Order line → what is not shipped of it, in deliveries or not."""
        return {line.order_line_id: line.qty - line.shipped for line in self.lines if line.qty > line.shipped}

    # --- asked for ---------------------------------------------------------------------------------------------------

    def raise_for(self, lines: Sequence[NoticeLine]) -> None:
        """It is there, for these lines."""
        self.status, self.lines = "draft", list(lines)
        self._tell()

    def submit(self) -> None:
        """Ask for its release."""
        self.transition("submit")
        self._tell()

    def release(self, reason: str, by: UUID, at: dt.datetime) -> None:
        """The goods may leave, for this reason."""
        self._thaw_first()
        self.transition("release")
        self.release_reason, self.released_by, self.released_at = reason, by, at
        self._tell(events.ShipmentNoticeReleased)

    # --- what the warehouse says -------------------------------------------------------------------------------------

    def accept(self) -> None:
        """The warehouse will ship it."""
        self._thaw_first()
        self.transition("accept")
        self._tell(events.ShipmentNoticeAccepted)

    def counter(self, reason: str, ship_on: dt.date | None, proposed: Mapping[UUID, Decimal]) -> None:
        """The warehouse would rather ship less, another day, or both. Invalid (422) for more, or for nothing at all."""
        self.transition("counter")
        self._check_proposal(ship_on, proposed)
        for line in self.lines:
            line.proposed = proposed.get(line.order_line_id)
        self.proposed_on, self.reason = ship_on, reason
        self._tell(events.ShipmentNoticeCounterProposed, ship_on=ship_on, reason=reason)

    def agree(self) -> None:
        """What the warehouse proposes holds."""
        self._thaw_first()
        self.transition("agree")
        for line in list(self.lines):
            line.qty = line.proposed if line.proposed is not None else line.qty
        self.lines = [line for line in self.lines if line.qty > 0]
        self.ship_on = self.proposed_on or self.ship_on
        self._forget_proposal()
        self._tell(events.ShipmentNoticeAccepted)

    def refuse(self, reason: str) -> None:
        """It stays as it was released."""
        self.transition("refuse")
        self._forget_proposal()
        self.reason = reason
        self._tell()

    def reject(self, reason: str) -> None:
        """The warehouse will not ship it."""
        self.transition("reject")
        self.reason = reason
        self._tell(events.ShipmentNoticeRejected, reason=reason)

    # --- deliveries --------------------------------------------------------------------------------------------------

    def check_deliverable(self) -> None:
        """Conflict (409) where nothing of it may go into a delivery now."""
        self._thaw_first()
        if self.status not in SHIPPABLE:
            raise Conflict(f"{self.number} is {self.status}", code="not_accepted", current=self.status, notice_id=str(self.id))

    def deliver(self, line: NoticeLine, qty: Decimal) -> None:
        """A delivery takes this much of a line; a negative quantity gives it back."""
        line.delivering += qty
        self.touch()

    def ship(self, shipped: Mapping[UUID, Decimal]) -> None:
        """A delivery left: line → what it held of it."""
        self.check_deliverable()
        for line in self.lines:
            qty = shipped.get(line.id, NOTHING)
            line.shipped, line.delivering = line.shipped + qty, line.delivering - qty
        done = all(line.shipped >= line.qty for line in self.lines)
        self.transition("ship", "shipped" if done else "partially_shipped")
        self._tell()

    def take_back(self, returned: Mapping[UUID, Decimal]) -> None:
        """A delivery came back: its goods are not shipped any more. What was shipped in full goes back to the order."""
        for line in self.lines:
            line.shipped -= returned.get(line.id, NOTHING)
        self.transition("take_back", "partially_shipped" if self.status == "partially_shipped" else "closed_short")
        self._tell()

    # --- the end -----------------------------------------------------------------------------------------------------

    def close_short(self, reason: str) -> None:
        """No more of it is shipped; the rest stays on the order."""
        self.transition("close_short")
        self._check_nothing_packed()
        self.reason = reason
        self._tell()

    def cancel(self, reason: str) -> None:
        """It is off."""
        self.transition("cancel")
        self._check_nothing_packed()
        self.reason, self.is_frozen = reason, False
        self._forget_proposal()
        self._tell()

    def freeze(self, is_frozen: bool) -> None:
        """Its order is on hold, or goes on."""
        if self.is_frozen != is_frozen and not self.is_over:
            self.is_frozen = is_frozen
            self._tell()

    def _thaw_first(self) -> None:
        if self.is_frozen:
            raise Conflict(f"The order of {self.number} is on hold", code="frozen", notice_id=str(self.id))

    def _check_nothing_packed(self) -> None:
        if any(line.delivering > 0 for line in self.lines):
            raise Conflict(f"{self.number} is in a delivery; cancel that first", code="in_delivery", notice_id=str(self.id))

    def _check_proposal(self, ship_on: dt.date | None, proposed: Mapping[UUID, Decimal]) -> None:
        known = {line.order_line_id: line.qty for line in self.lines}
        for number, (line_id, qty) in enumerate(proposed.items()):
            if line_id not in known:
                raise Invalid.field(f"/lines/{number}/order_line_id", "unknown_line", f"{self.number} has no such line")
            if qty > known[line_id]:
                raise Invalid.field(f"/lines/{number}/qty", "too_much", f"At most {known[line_id].normalize():f} is asked for")
        if ship_on is None and not proposed:
            raise Invalid.field("", "nothing_proposed", "Propose another day or other quantities")
        if not any(proposed.get(line_id, qty) > 0 for line_id, qty in known.items()):
            raise Invalid.field("/lines", "nothing_left", "To ship nothing of it, reject it")

    def _forget_proposal(self) -> None:
        self.proposed_on = None
        for line in self.lines:
            line.proposed = None

    @property
    def told_lines(self) -> list[NoticeLineTold]:
        """As events have them."""
        return [
            NoticeLineTold(
                order_id=self.order_id, order_line_id=line.order_line_id, product_id=line.product_id, qty=line.qty,
                shipped=line.shipped,
            )
            for line in self.lines
        ]  # fmt: skip

    def _tell(self, event: type = events.ShipmentNoticeUpdated, **facts: Any) -> None:
        self._forget_updates()
        self.record(event, lines=self.told_lines, **facts)

    def _forget_updates(self) -> None:
        """Every event carries the notice as it is in the end: what comes now says what earlier updates would have said."""
        recorded = self.__dict__.get("_recorded", [])
        recorded[:] = [each for each in recorded if each[0] is not events.ShipmentNoticeUpdated]
