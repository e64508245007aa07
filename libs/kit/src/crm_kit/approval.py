"""Approval: a record that breaks a rule waits for the word of somebody else than its author.

    class Order(Approvable, Owned, Aggregate):
        MACHINE = Machine(confirm=("draft", "confirmed pending_approval"), approve=("pending_approval", "confirmed"), …)

        def approve(self, decision: Decision) -> None:
            self.transition("approve")
            self.decide(decision)

What a service finds wrong with a record are `Finding`s. Those of level `block` refuse it, `approve` make it wait, `warn` want the
caller's confirmation.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from crm_kit.errors import Conflict, Forbidden
from crm_kit.messages import value
from crm_kit.model import Values
from crm_kit.work import Work

Level = Literal["block", "approve", "warn"]


@value
class Finding:
    """One thing that is wrong with a record. `pointer` names the place, `/lines/2/discount`; `code` is stable for programs."""

    code: str
    level: Level
    message: str
    pointer: str = ""

    def as_error(self) -> dict[str, str]:
        return {"pointer": self.pointer, "code": self.code, "message": self.message}


@dataclass(frozen=True)
class Decision:
    """Who decides, when, and what they say."""

    by: UUID
    at: dt.datetime
    comment: str = ""

    @classmethod
    def of(cls, work: Work, comment: str = "") -> Decision:
        """The caller's, now."""
        return cls(work.caller.user_id, work.now, comment)


class Approvable:
    """Mixed into aggregates that may wait for approval; `findings` are why it waits or was let through."""

    findings: Mapped[Any] = mapped_column(Values, default=list, sort_order=70)
    submitted_by: Mapped[UUID | None] = mapped_column(sort_order=71)
    submitted_at: Mapped[dt.datetime | None] = mapped_column(sort_order=72)
    decided_by: Mapped[UUID | None] = mapped_column(sort_order=73)
    decided_at: Mapped[dt.datetime | None] = mapped_column(sort_order=74)
    decision_comment: Mapped[str] = mapped_column(Text, default="", sort_order=75)

    def submit_for(self, findings: Sequence[Finding], by: Decision) -> None:
        """Note who asks, when, and what stands against it; an earlier decision is void."""
        self.findings = list(findings)
        self.submitted_by, self.submitted_at = by.by, by.at
        self.decided_by = self.decided_at = None
        self.decision_comment = ""

    def decide(self, decision: Decision) -> None:
        """Note the decision. Forbidden (403 `own_record`) for whoever made the record or asked for its approval."""
        record: Any = self
        if decision.by in (record.created_by, self.submitted_by):
            raise Forbidden("Somebody else than the author decides", code="own_record")
        self.decided_by, self.decided_at, self.decision_comment = decision.by, decision.at, decision.comment


def refuse(findings: Sequence[Finding], confirmed: bool) -> None:
    """Conflict (409 `checks_failed`) that lists everything at once, where something blocks or a warning is not confirmed."""
    stopping = [each for each in findings if each.level == "block" or (each.level == "warn" and not confirmed)]
    if stopping:
        told = [each.as_error() for each in findings]
        raise Conflict("Some checks are not passed", code="checks_failed", errors=told, confirmable=_confirmable(stopping))


def waits(findings: Sequence[Finding]) -> bool:
    """Whether somebody has to approve."""
    return any(each.level == "approve" for each in findings)


def _confirmable(stopping: Sequence[Finding]) -> bool:
    """Whether the same request with `confirm_warnings` would pass."""
    return all(each.level == "warn" for each in stopping)
