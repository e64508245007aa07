"""The ticket: somebody asks for something, until it is solved and closed."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from crm_contracts.service_desk.events import (
    TicketAssigned,
    TicketClosed,
    TicketCreated,
    TicketDeleted,
    TicketReopened,
    TicketRestored,
    TicketSolved,
    TicketUpdated,
)
from crm_kit.errors import Conflict, Invalid
from crm_kit.model import (
    Aggregate,
    Machine,
    Mapped,
    Money,
    Owned,
    Searchable,
    String,
    Text,
    WriteOnlyMapped,
    column,
    facts,
    money,
    parts,
    sorted_text,
)
from service_desk.domain.complaint import Complaint
from service_desk.domain.holder import Holder
from service_desk.domain.journal import Act, TicketEntry
from service_desk.domain.note import TicketNote
from service_desk.domain.service_level import NEVER, Measured
from service_desk.domain.ticket_clock import TicketClock

UNRESOLVED = ("new", "accepted", "allocated", "in_progress", "waiting_customer", "waiting_third_party")
OPEN = (*UNRESOLVED, "solved")
UNDO_MERGE = dt.timedelta(days=7)
JOURNALLED = ("urgency", "impact")
_ANY_OPEN = (" ".join(OPEN), " ".join(OPEN))


class Ticket(Complaint, Measured, Owned, Searchable, Aggregate):
    """A request or complaint. While it waits in a group's queue, its owner is that group."""

    __tablename__ = "tickets"
    MACHINE = Machine(
        accept=("new", "accepted"),
        allocate=("accepted", "allocated"),
        start=("allocated", "in_progress"),
        wait_customer=("in_progress", "waiting_customer"),
        wait_third_party=("in_progress", "waiting_third_party"),
        resume=("waiting_customer waiting_third_party", "in_progress"),
        solve=("in_progress", "solved"),
        confirm=("solved", "closed"),
        close=("solved", "closed"),
        reopen=("solved closed", "in_progress"),
        cancel=("new accepted", "cancelled"),
        merge=(" ".join(OPEN), "merged"),
        unmerge=("merged", " ".join(OPEN)),
        take=(" ".join(UNRESOLVED), " ".join(UNRESOLVED)),
        assign=_ANY_OPEN,
        change=_ANY_OPEN,
        escalate=_ANY_OPEN,
        upgrade_to_complaint=_ANY_OPEN,
        downgrade_to_request=_ANY_OPEN,
    )

    number: Mapped[str] = column(String(30))
    kind: Mapped[str] = column(String(10), default="request")
    nature: Mapped[str] = column(String(20))
    status: Mapped[str] = column(String(20), default="new")
    was: Mapped[str | None] = column(String(20))
    is_unresolved: Mapped[bool] = column(default=True)
    source: Mapped[str] = column(String(10))
    message_id: Mapped[str | None] = column(String(500))
    validity: Mapped[str] = column(String(20), default="valid")
    urgency: Mapped[str] = column(String(10), default="normal")
    impact: Mapped[str] = column(String(10), default="one")
    problem_type_id: Mapped[UUID | None]
    subject: Mapped[str] = column(sorted_text(200))
    description: Mapped[str] = column(Text, default="")
    language: Mapped[str | None] = column(String(40))
    account_id: Mapped[UUID | None]
    contact_id: Mapped[UUID | None]
    asset_id: Mapped[UUID | None]
    product_id: Mapped[UUID | None]
    group_id: Mapped[UUID | None]
    rule_id: Mapped[UUID | None]
    reopen_count: Mapped[int] = column(default=0)
    solution: Mapped[str] = column(Text, default="")
    cause_code: Mapped[str | None] = column(String(40))
    solved_at: Mapped[dt.datetime | None]
    closed_at: Mapped[dt.datetime | None]
    previous_id: Mapped[UUID | None]
    merged_into: Mapped[UUID | None]
    merged_at: Mapped[dt.datetime | None]
    compensation: Mapped[Money | None] = money("compensation", optional=True)
    entry_count: Mapped[int] = column(default=0)
    entries: WriteOnlyMapped[TicketEntry] = facts()
    notes: WriteOnlyMapped[TicketNote] = facts()
    clocks: Mapped[list[TicketClock]] = parts(order_by=TicketClock.started_at)

    def words(self) -> list[str | None]:
        return [self.number, self.subject, self.description]

    @property
    def is_open(self) -> bool:
        return self.status in OPEN

    @property
    def waits_in_queue(self) -> bool:
        return self.owner_id == self.group_id

    @property
    def suppresses_promotion(self) -> bool:
        """Whether marketing leaves the account alone: it is open and escalated, or an open complaint."""
        return self.is_open and self.deleted_at is None and (self.escalation_level > 0 or self.kind == "complaint")

    # --- what is known of it -----------------------------------------------------------------------------------------

    def arrive(self, act: Act, notified: list[UUID]) -> None:
        """It came in; `notified` are the users who are told of a complaint."""
        self.status, self.is_unresolved, self.entry_count = "new", True, 0
        self.kind, self.entitlement = self.kind or "request", "none"
        self.due_by, self.is_overdue, self.escalation_level, self.reopen_count = NEVER, False, 0, 0
        for kind in ("status", "urgency", "kind"):
            self.note(kind, None, getattr(self, kind), act)
        self.record(TicketCreated)
        if self.kind == "complaint":
            self.raised(notified)

    def change(self, changes: dict[str, Any], act: Act) -> None:
        """Correct what is known of it."""
        self.transition("change", self.status)
        for name, value in changes.items():
            if name in JOURNALLED and getattr(self, name) != value:
                self.note(name, getattr(self, name), value, act)
            setattr(self, name, value)
        if self.nature == "complaint" and self.kind != "complaint":
            raise Conflict("A ticket becomes a complaint by its own action", code="not_a_complaint")
        self.record(TicketUpdated)

    def note(self, kind: str, before: Any, after: Any, act: Act, reason: str = "") -> None:
        """Keep in the journal what happened."""
        self.entry_count += 1
        told = {"before": _told(before), "after": _told(after), "reason": reason}
        self.entries.add(TicketEntry(at=act.at, actor_id=act.by, kind=kind, position=self.entry_count, **told))

    # --- who has it --------------------------------------------------------------------------------------------------

    def assign(self, holder: Holder, act: Act, rule_id: UUID | None = None) -> None:
        """Give it to somebody or into a group's queue, as it is."""
        self.transition("assign", self.status)
        self._give(holder, act)
        self.rule_id = rule_id
        self.record(TicketAssigned, user_id=None if holder.is_group else holder.id, rule_id=rule_id)

    def allocate(self, holder: Holder, act: Act) -> None:
        """Give it to somebody who shall work on it, or into a group's queue."""
        self._move("allocate", act)
        self.assign(holder, act)

    def take(self, agent: Holder, act: Act) -> None:
        """Take it out of its group's queue. Conflict (409 `already_taken`) where somebody has it."""
        self.transition("take", self.status)
        mine_to_begin = self.owner_id == agent.id and self.status in ("new", "accepted")
        if not (self.waits_in_queue or mine_to_begin):
            raise Conflict("Somebody has it already", code="already_taken", owner_id=str(self.owner_id))
        if self.status == "new":
            self._move("accept", act)
        if self.status == "accepted":
            self._move("allocate", act)
        self.assign(agent, act)

    def _give(self, holder: Holder, act: Act) -> None:
        if holder.id != self.owner_id:
            self.note("owner", self.owner_id, holder.id, act)
        self.owner_id, self.team_path = holder.id, holder.team_path
        group_id = holder.id if holder.is_group else holder.group_id
        if group_id is not None and group_id != self.group_id:
            self.note("group", self.group_id, group_id, act)
            self.group_id = group_id

    # --- what becomes of it ------------------------------------------------------------------------------------------

    def move(self, action: str, act: Act, reason: str = "") -> None:
        """A step that needs nothing beside its word: accept, start, wait_customer, wait_third_party, resume."""
        self._move(action, act, reason=reason)
        self.record(TicketUpdated)

    def _move(self, action: str, act: Act, to: str | None = None, reason: str = "") -> None:
        before = self.status
        self.transition(action, to)
        self.is_unresolved = self.status in UNRESOLVED
        self.note("status", before, self.status, act, reason)

    def solve(self, solution: str, cause_code: str, act: Act) -> None:
        """There is a solution."""
        self._move("solve", act)
        self.solution, self.cause_code, self.solved_at = solution, cause_code, act.at
        self.record(TicketSolved, cause_code=cause_code)

    def close(self, act: Act, action: str = "close") -> None:
        """It is done with. Conflict (409 `closure_incomplete`) for a complaint of which something is not said yet."""
        self._move(action, act)
        self.check_closure()
        self.closed_at = act.at
        self.record(TicketClosed, cause_code=self.cause_code or "")
        if self.kind == "complaint":
            self.resolved()

    def reopen(self, reason: str, act: Act) -> None:
        """The solution did not hold; its clocks go on."""
        self._move("reopen", act, reason=reason)
        self.reopen_count += 1
        self.solved_at = self.closed_at = None
        self.record(TicketReopened, reason=reason)

    def cancel(self, validity: str, reason: str, act: Act) -> None:
        """Put it aside, for it is none of ours."""
        self._move("cancel", act, reason=reason)
        self.validity = validity
        self.record(TicketUpdated)

    def merge_into(self, target: Ticket, reason: str, act: Act) -> None:
        """It goes on as another ticket, which has to be open."""
        if target is self:
            raise Invalid.field("/target_id", "same_ticket", "A ticket is not merged into itself")
        if not target.is_open:
            raise Conflict("The other ticket is not open", code="target_not_open", current=target.status)
        before = self.status
        self._move("merge", act, reason=reason)
        self.was, self.merged_into, self.merged_at = before, target.id, act.at
        target.note("merged_in", None, self.id, act, reason)
        for each in (self, target):
            each.record(TicketUpdated)

    def unmerge(self, act: Act) -> None:
        """Be a ticket of its own again, as it was."""
        self._move("unmerge", act, to=self.was)
        if self.merged_at is None or act.at - self.merged_at > UNDO_MERGE:
            raise Conflict(f"A merge is undone within {UNDO_MERGE.days} days", code="undo_expired")
        self.merged_into = self.merged_at = self.was = None
        self.record(TicketUpdated)

    def deleted(self) -> None:
        self.record(TicketDeleted)

    def restored(self) -> None:
        self.record(TicketRestored)


def _told(value: Any) -> str | None:
    return None if value is None else str(value)
