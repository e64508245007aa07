"""The plan: what marketing wants to reach in a period, and what it may cost."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any
from uuid import UUID

from crm_contracts.marketing.events import BudgetThresholdReached, PlanApproved
from crm_kit.approval import Approvable, Decision
from crm_kit.errors import Conflict, Invalid
from crm_kit.model import Aggregate, Machine, Mapped, Money, Owned, Searchable, String, Text, column, sorted_text
from marketing.domain.period import check_order


class Plan(Approvable, Owned, Searchable, Aggregate):
    """A plan, or a programme within one. Campaigns and further programmes belong to it."""

    __tablename__ = "plans"
    MACHINE = Machine(
        submit=("draft", "pending_approval"),
        approve=("pending_approval", "approved"),
        **{"return": ("pending_approval", "draft")},
        reopen=("approved", "draft"),
        close=("approved", "closed"),
    )

    name: Mapped[str] = column(sorted_text(200))
    level: Mapped[str] = column(String(10), default="plan")
    parent_id: Mapped[UUID | None]
    goal: Mapped[str] = column(Text, default="")
    product_lines: Mapped[list[str]] = column(default=list)
    kpi: Mapped[str] = column(String(100), default="")
    target: Mapped[Decimal | None]
    starts_on: Mapped[dt.date]
    ends_on: Mapped[dt.date]
    status: Mapped[str] = column(String(20), default="draft")

    def words(self) -> list[str | None]:
        return [self.name, self.goal]

    def check_place(self) -> None:
        """Invalid (422) where a plan has something above it, or a programme has nothing."""
        if (self.level == "programme") != (self.parent_id is not None):
            message = "A programme belongs to a plan or a programme, a plan to nothing"
            raise Invalid.field("/parent_id", "wrong_level", message)
        check_order(self.starts_on, self.ends_on)

    def change(self, changes: dict[str, Any]) -> None:
        """Correct it, while it is a draft."""
        self.must_be_draft()
        for name, value in changes.items():
            setattr(self, name, value)
        check_order(self.starts_on, self.ends_on)

    def must_be_draft(self) -> None:
        """Conflict (409 `not_draft`) where others rely on it already."""
        if self.status != "draft":
            raise Conflict("Only a draft is changed; reopen it first", code="not_draft", current=self.status)

    def must_be_open(self) -> None:
        """Conflict (409 `plan_closed`) where nothing may be added to it any more."""
        if self.status == "closed":
            raise Conflict("The plan is closed", code="plan_closed")

    def submit(self, by: Decision) -> None:
        self.transition("submit")
        self.submit_for([], by)

    def approve(self, decision: Decision, budget: Money) -> None:
        """It may be carried out, at most for the budget."""
        self.transition("approve")
        self.decide(decision)
        self.record(PlanApproved, budget=budget)

    def send_back(self, decision: Decision) -> None:
        self.transition("return")
        self.decide(decision)

    def reopen(self) -> None:
        """Change an approved plan; it needs approval again."""
        self.transition("reopen")

    def close(self) -> None:
        self.transition("close")

    def reached(self, percent: int, available: Money) -> None:
        """So much of its budget is used."""
        self.record(BudgetThresholdReached, used_pct=percent, available=available)
