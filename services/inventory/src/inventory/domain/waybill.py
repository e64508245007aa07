"""The waybill: a carrier's consignment, and what the carrier says of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from crm_contracts.inventory.document_events import WaybillStatusChanged
from crm_kit.errors import Invalid
from crm_kit.model import Aggregate, ForeignKey, Mapped, Money, Owned, Part, Searchable, String, column, money, parts

ORDER = ("booked", "picked_up", "in_transit", "exception", "out_for_delivery", "signed", "returned")
AFTER_THE_END = {"signed": ("returned",), "returned": ()}


class WaybillEvent(Part):
    """What a carrier said happened, at the carrier's own time."""

    __tablename__ = "waybill_events"
    PARENT = "waybill_id"

    waybill_id: Mapped[UUID] = column(ForeignKey("waybills.id", ondelete="CASCADE"), index=True)
    at: Mapped[dt.datetime]
    status: Mapped[str] = column(String(20))
    place: Mapped[str] = column(String(100), default="")
    note: Mapped[str] = column(String(500), default="")


class Waybill(Owned, Searchable, Aggregate):
    """A consignment of goods, or of an invoice on paper.

    Its status has no machine: carriers' events come in any order, and the latest by its own time holds.
    """

    __tablename__ = "waybills"

    carrier: Mapped[str] = column(String(40))
    number: Mapped[str] = column(String(60))
    status: Mapped[str] = column(String(20), default="booked")
    status_at: Mapped[dt.datetime]
    delivery_id: Mapped[UUID | None] = column(index=True)
    delivery_number: Mapped[str | None] = column(String(30))
    order_numbers: Mapped[list[str]]
    invoice_id: Mapped[UUID | None]
    invoice_numbers: Mapped[list[str]]
    account_id: Mapped[UUID | None]
    parcels: Mapped[int] = column(default=1)
    weight_kg: Mapped[Decimal | None]
    fee: Mapped[Money | None] = money("fee", optional=True)
    payer: Mapped[str] = column(String(20), default="sender")
    tracking_url: Mapped[str | None] = column(String(700))

    events: Mapped[list[WaybillEvent]] = parts(order_by=WaybillEvent.at)

    def words(self) -> list[str | None]:
        return [self.number, self.carrier, self.delivery_number, *self.order_numbers, *self.invoice_numbers]

    def book(self, at: dt.datetime) -> None:
        """It is there."""
        self.status_at = at
        self.events = [WaybillEvent(at=at, status="booked")]
        self._tell()

    def bill(self, invoice_number: str) -> None:
        """What it holds is on this invoice."""
        self.invoice_numbers = sorted({*self.invoice_numbers, invoice_number})

    def note(self, event: WaybillEvent, now: dt.datetime) -> None:
        """The carrier says something. The same again changes nothing; Invalid (422) for what has not happened yet."""
        if event.at > now + dt.timedelta(minutes=5):  # carriers' clocks are not ours
            raise Invalid.field("/at", "in_the_future", "A carrier's event has happened already")
        if any((each.at, each.status) == (event.at, event.status) for each in self.events):
            return
        self.events.append(event)
        self.touch()
        self._settle()

    def _settle(self) -> None:
        before = (self.status, self.status_at)
        self.status, self.status_at = latest(self.events)
        if before != (self.status, self.status_at):
            self._tell()

    def _tell(self, **facts: Any) -> None:
        self.record(WaybillStatusChanged, at=self.status_at, **facts)


def latest(events: Sequence[WaybillEvent]) -> tuple[str, dt.datetime]:
    """The status that the events come to, and since when: the last by time, and of two at one time the further one.

    What a carrier says after the end does not count: a consignment that was signed can only come back.
    """
    status, since = "booked", events[0].at
    for each in sorted(events, key=_order):
        if each.status in AFTER_THE_END.get(status, ORDER):
            status, since = each.status, each.at
    return status, since


def _order(event: WaybillEvent) -> tuple[bool, dt.datetime, int]:
    """A booking that was noted late is still the beginning."""
    return event.status != "booked", event.at, ORDER.index(event.status)
