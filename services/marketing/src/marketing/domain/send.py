"""The ledger: one row for each message to each recipient. It is claimed, then handed over, then settled, each in its own commit."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from crm_contracts.marketing.events import MessageBounced, MessageSent, MessageSuppressed
from crm_kit.errors import Conflict
from crm_kit.model import Aggregate, Machine, Mapped, String, Values, column

DELAYS = tuple(dt.timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720, 1440))


class Send(Aggregate):
    """A message to a recipient. A campaign's is unique by step, contact and occurrence; an acknowledgement by its submission.

    While it is `claimed` one sender has it, `claimed_by`; from `handed_at` on something may have left the house.
    """

    __tablename__ = "sends"
    HAS_HISTORY = False
    MACHINE = Machine(
        release=("claimed unknown", "planned"),
        note_sent=("claimed unknown", "sent"),
        note_delivered=("sent", "delivered"),
        bounce=("claimed unknown sent delivered", "bounced"),
        fail=("claimed unknown", "failed"),
        suppress=("planned claimed", "suppressed"),
        lose=("claimed", "unknown"),
        cancel=("planned claimed", "cancelled"),
    )

    kind: Mapped[str] = column(String(20), default="campaign")
    campaign_id: Mapped[UUID | None]
    step_id: Mapped[UUID | None]
    contact_id: Mapped[UUID | None]
    account_id: Mapped[UUID | None]
    submission_id: Mapped[UUID | None]
    occurrence: Mapped[int] = column(default=1)
    channel: Mapped[str] = column(String(10), default="email")
    address: Mapped[str] = column(String(254), default="")
    status: Mapped[str] = column(String(20), default="planned")
    reason: Mapped[str] = column(String(200), default="")
    due_at: Mapped[dt.datetime]
    claimed_by: Mapped[UUID | None]
    claimed_at: Mapped[dt.datetime | None]
    handed_at: Mapped[dt.datetime | None]
    sent_at: Mapped[dt.datetime | None]
    attempts: Mapped[int] = column(default=0)
    provider_id: Mapped[str | None] = column(String(200))
    content: Mapped[Any] = column(Values, nullable=True)
    content_hash: Mapped[str] = column(String(64), default="")

    def belongs_to(self, sender: UUID) -> bool:
        """Whether this sender has it, or had it when it was thought dead."""
        return self.claimed_by == sender and self.status in ("claimed", "unknown")

    def hand_over(self, address: str, provider_id: str, content_hash: str, now: dt.datetime) -> None:
        """From here on it may have left; whoever finds it so cannot know."""
        if self.status != "claimed":
            raise Conflict("It is not claimed", code="not_claimed")
        self.address, self.provider_id, self.content_hash, self.handed_at = address, provider_id, content_hash, now
        self.touch()

    def release(self, now: dt.datetime) -> None:
        """Nothing left: somebody else may take it."""
        self.transition("release")
        self._free()
        self.due_at = min(self.due_at, now)

    def put_off(self, reason: str, now: dt.datetime, delays: tuple[dt.timedelta, ...] = DELAYS) -> None:
        """The other side does not take it now: later, and after the last of the delays not at all."""
        if self.attempts >= len(delays):
            self.fail(reason)
            return
        self.transition("release")
        self._free()
        self.due_at, self.reason = now + delays[self.attempts], reason
        self.attempts += 1

    def note_sent(self, now: dt.datetime) -> None:
        """The other side has taken it."""
        self.transition("note_sent")
        self.sent_at, self.reason = now, ""
        self._tell(MessageSent)

    def bounce(self, reason: str) -> None:
        """The address does not take it."""
        self.transition("bounce")
        self.reason = reason
        self._tell(MessageBounced)

    def fail(self, reason: str) -> None:
        """It was not sent, and will not be."""
        self.transition("fail")
        self.reason = reason

    def suppress(self, reason: str) -> None:
        """It must not be sent."""
        self.transition("suppress")
        self.reason = reason
        self._tell(MessageSuppressed)

    def lose(self, reason: str) -> None:
        """Nobody knows whether it arrived."""
        self.transition("lose")
        self.reason = reason

    def cancel(self, reason: str) -> None:
        self.transition("cancel")
        self.reason = reason

    def resolve(self, finding: str, reason: str, now: dt.datetime) -> None:
        """Somebody looked up what became of it."""
        if finding == "sent":
            self.note_sent(now)
        elif finding == "bounced":
            self.bounce(reason)
        elif self.status == "unknown":
            self.reason = ""
            self.release(now)

    def _free(self) -> None:
        self.claimed_by = self.claimed_at = self.handed_at = None

    def _tell(self, event: type) -> None:
        """Others hear of messages to contacts; an acknowledgement or a test is between us and whoever gets it."""
        if self.kind == "campaign":
            self.record(event, send_id=self.id)
