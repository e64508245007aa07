"""What the clocks of a ticket said when it changed last, to be read and counted."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any, ClassVar
from uuid import UUID

from crm_kit.model import ForeignKey, Mapped, Part, String, column
from service_desk.domain.clocks import Clock


class TicketClock(Part):
    """One clock. It is a result: the truth is the ticket's journal."""

    __tablename__ = "ticket_clocks"
    PARENT = "ticket_id"
    HAS_HISTORY: ClassVar[bool] = False

    ticket_id: Mapped[UUID] = column(ForeignKey("tickets.id", ondelete="CASCADE"))
    clock: Mapped[str] = column(String(20))
    cycle: Mapped[int]
    state: Mapped[str] = column(String(10))
    started_at: Mapped[dt.datetime]
    target_minutes: Mapped[Decimal]
    due: Mapped[dt.datetime | None]
    actual: Mapped[dt.datetime | None]
    paused_seconds: Mapped[int]
    is_missed: Mapped[bool]
    updated_at: Mapped[dt.datetime]


def readings(known: list[TicketClock], clocks: list[Clock], now: dt.datetime) -> list[TicketClock]:
    """The rows for these clocks: those that are known, brought up to date, and new ones."""
    rows = {(row.clock, row.cycle): row for row in known}
    return [_read(rows.get((clock.point, clock.cycle)), clock, now) for clock in clocks]


def _read(row: TicketClock | None, clock: Clock, now: dt.datetime) -> TicketClock:
    row = row or TicketClock(clock=clock.point, cycle=clock.cycle)
    said = _said(clock, now)
    if any(getattr(row, name) != value for name, value in said.items()):
        for name, value in said.items():
            setattr(row, name, value)
        row.updated_at = now
    return row


def _said(clock: Clock, now: dt.datetime) -> dict[str, Any]:
    return {
        "state": clock.state, "started_at": clock.start, "target_minutes": clock.target.minutes, "due": clock.due,
        "actual": clock.actual, "paused_seconds": int(clock.paused.total_seconds()), "is_missed": clock.is_missed(now),
    }  # fmt: skip
