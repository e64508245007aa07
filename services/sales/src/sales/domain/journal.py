"""The journal of opportunities: what happened to each, and how it stood afterwards."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from crm_kit.model import Fact, ForeignKey, Mapped, Money, String, Text, column, money


@dataclass(frozen=True)
class Act:
    """When something is done, and who does it."""

    at: dt.datetime
    by: UUID

    @property
    def day(self) -> dt.date:
        return self.at.date()


class JournalEntry(Fact):
    """One thing that happened to an opportunity.

    Every entry carries the whole state that the pipeline counts, so that the last one before a moment shows how it stood then.
    """

    __tablename__ = "opportunity_journal"

    opportunity_id: Mapped[UUID] = column(ForeignKey("opportunities.id", ondelete="CASCADE"))
    kind: Mapped[str] = column(String(20))
    actor_id: Mapped[UUID]
    reason: Mapped[str] = column(Text, default="")
    is_override: Mapped[bool] = column(default=False)

    name: Mapped[str] = column(String(200))
    account_id: Mapped[UUID]
    process_id: Mapped[UUID]
    process_version: Mapped[int]
    from_stage: Mapped[str | None] = column(String(40))
    stage: Mapped[str] = column(String(40))
    reached: Mapped[int]
    direction: Mapped[str | None] = column(String(10))
    seconds_in_stage: Mapped[int | None]
    stage_entered_at: Mapped[dt.datetime]
    status: Mapped[str] = column(String(20))
    amount: Mapped[Money | None] = money("amount", optional=True)
    amount_change: Mapped[Decimal | None]
    base_amount: Mapped[Money | None] = money("base_amount", optional=True)
    close_date: Mapped[dt.date]
    pushed_days: Mapped[int | None]
    probability: Mapped[int]
    owner_id: Mapped[UUID]
    team_path: Mapped[str] = column(String(200))


STATE = (
    "name", "account_id", "process_id", "process_version", "stage", "reached", "stage_entered_at", "status", "amount",
    "base_amount", "close_date", "probability", "owner_id", "team_path",
)  # fmt: skip


def entry_of(opportunity: Any, kind: str, act: Act, reason: str, **more: Any) -> JournalEntry:
    """What happened to the opportunity, with how it stands now; `more` says what the kind needs beside that."""
    state = {name: getattr(opportunity, name) for name in STATE}
    return JournalEntry(at=act.at, actor_id=act.by, kind=kind, reason=reason, **state, **more)


def changes_since(amount: Money | None, close_date: dt.date, probability: int, now: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """What changed of that which the pipeline counts: the kind of each entry, and by how much."""
    if now.amount != amount:
        yield "amount", {"amount_change": _difference(amount, now.amount)}
    if now.close_date != close_date:
        yield "close_date", {"pushed_days": (now.close_date - close_date).days}
    if now.probability != probability:
        yield "probability", {}


def _difference(before: Money | None, after: Money | None) -> Decimal | None:
    """None where there is nothing to compare: no amount, or another currency."""
    if before is None or after is None or before.currency != after.currency:
        return None
    return after.amount - before.amount
