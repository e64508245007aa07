"""The ticket's side of service levels: what the customer is entitled to, what its clocks say, and how high it has gone."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any
from uuid import UUID

from crm_contracts.service_desk.events import (
    TicketEscalated,
    TicketSlaBreached,
    TicketSlaWarning,
    TicketUnassigned,
    TicketUpdated,
)
from crm_kit.errors import Conflict
from crm_kit.model import Mapped, String, Values, column
from service_desk.domain.journal import Act

NEVER = dt.datetime(2999, 12, 31, tzinfo=dt.UTC)


class Measured:
    """Mixed into the ticket. Of its clocks only the results are kept: `next_due`, when the next one runs out, and `is_overdue`,
    whether one that ran out has not been stopped; `due_by` is `next_due`, or the end of time, for the order of the work list."""

    entitlement: Mapped[str] = column(String(10), default="none")
    entitlement_detail: Mapped[Any] = column(Values, nullable=True)
    entitlement_checked_at: Mapped[dt.datetime | None]
    agreement_id: Mapped[UUID | None]
    policy_id: Mapped[UUID | None]
    next_due: Mapped[dt.datetime | None]
    next_clock: Mapped[str | None] = column(String(20))
    due_by: Mapped[dt.datetime] = column(default=NEVER)
    is_overdue: Mapped[bool] = column(default=False)
    escalation_level: Mapped[int] = column(default=0)

    if TYPE_CHECKING:
        status: Any
        note: Any
        record: Any
        transition: Any

    def note_entitlement(self, cover: str, agreement_id: UUID | None, detail: dict[str, Any], act: Act) -> None:
        """Keep what the customer is entitled to, as it was found now."""
        if cover != self.entitlement or self.entitlement_checked_at is None:
            self.note("entitlement", self.entitlement, cover, act)
        self.entitlement, self.agreement_id, self.entitlement_detail = cover, agreement_id, detail
        self.entitlement_checked_at = act.at

    def settle_entitlement(self, way: str, reason: str, act: Act) -> None:
        """What is not covered is paid (quote, pay_per_call) or waived; Conflict (409) where all of it is covered."""
        self.transition("change", self.status)
        if self.entitlement == "covered":
            raise Conflict("Everything is covered", code="covered")
        self.note("entitlement", self.entitlement, way, act, reason)
        self.entitlement_detail = {**(self.entitlement_detail or {}), "settled": way, "settled_by": str(act.by), "reason": reason}
        self.record(TicketUpdated)

    def waits_for_somebody(self, rule_id: UUID, reason: str) -> None:
        """Tell that nobody can take it now."""
        self.record(TicketUnassigned, rule_id=rule_id, reason=reason)

    def follow_policy(self, policy_id: UUID | None, act: Act) -> None:
        """Measure it by these targets from now on, over all of its history."""
        if policy_id != self.policy_id:
            self.note("policy", self.policy_id, policy_id, act)
            self.policy_id = policy_id

    def note_clocks(self, next_due: dt.datetime | None, next_clock: str | None, is_overdue: bool) -> None:
        """Keep what its clocks say."""
        was_overdue = self.is_overdue
        self.next_due, self.next_clock, self.is_overdue = next_due, next_clock, is_overdue
        self.due_by = next_due or NEVER
        if was_overdue and not is_overdue:
            self.record(TicketUpdated)

    def warn(self, clock: str, due: dt.datetime, pct: int) -> None:
        """A clock has used up most of its time."""
        self.record(TicketSlaWarning, clock=clock, due=due, pct=pct)

    def breach(self, clock: str, due: dt.datetime, pct: int) -> None:
        """A clock was missed."""
        self.record(TicketSlaBreached, clock=clock, due=due, pct=pct)

    def escalate(self, level: int, trigger: str, reason: str, notified: list[UUID], act: Act) -> None:
        """Go up to a level."""
        self.transition("escalate", self.status)
        if level <= self.escalation_level:
            raise Conflict(f"It is on level {self.escalation_level} already", code="already_escalated", level=self.escalation_level)
        before, self.escalation_level = self.escalation_level, level
        self.note("escalation", before, level, act, reason)
        told = {"trigger": trigger, "reason": reason, "notified": notified}
        self.record(TicketEscalated, from_level=before, to_level=level, **told)
