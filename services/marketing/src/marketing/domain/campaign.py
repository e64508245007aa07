"""The campaign: who is told what, when, and how far it has come."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from crm_contracts.marketing.events import (
    BudgetThresholdReached,
    CampaignApproved,
    CampaignCompleted,
    CampaignLaunched,
    CampaignPaused,
    CampaignStopped,
)
from crm_kit.approval import Approvable, Decision
from crm_kit.errors import Conflict
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
    column,
    money,
    parts,
    sorted_text,
)
from marketing.domain.period import check_order

LIVE = ("running", "paused")


class CampaignStep(Part):
    """One message of a campaign: a template, sent so many hours after the launch."""

    __tablename__ = "campaign_steps"
    PARENT = "campaign_id"

    campaign_id: Mapped[UUID] = column(ForeignKey("campaigns.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    template_id: Mapped[UUID]
    delay_hours: Mapped[int] = column(default=0)


class Campaign(Approvable, Owned, Searchable, Aggregate):
    """A campaign. At its launch the list is taken down as it stands then; who comes later is not written to."""

    __tablename__ = "campaigns"
    MACHINE = Machine(
        submit=("draft", "pending_approval"),
        approve=("pending_approval", "approved"),
        **{"return": ("pending_approval", "draft")},
        schedule=("approved", "scheduled"),
        unschedule=("scheduled", "approved"),
        launch=("approved", "running"),
        start=("scheduled", "running"),
        pause=("running", "paused"),
        resume=("paused", "running"),
        complete=("running", "completed"),
        stop=("running paused", "stopped"),
        archive=("completed stopped", "archived"),
    )

    number: Mapped[str] = column(String(30))
    name: Mapped[str] = column(sorted_text(200))
    status: Mapped[str] = column(String(20), default="draft")
    plan_id: Mapped[UUID | None]
    goal: Mapped[str] = column(Text, default="")
    product_lines: Mapped[list[str]] = column(default=list)
    channel: Mapped[str] = column(String(10), default="email")
    topic: Mapped[str] = column(String(60), default="all")
    legal_basis: Mapped[str | None] = column(String(30))
    sender_name: Mapped[str] = column(String(100), default="")
    sender_email: Mapped[str | None] = column(String(254))
    reply_to: Mapped[str | None] = column(String(254))
    starts_on: Mapped[dt.date]
    ends_on: Mapped[dt.date]
    starts_at: Mapped[dt.datetime | None]
    launched_at: Mapped[dt.datetime | None]
    list_id: Mapped[UUID | None]
    excluded_list_ids: Mapped[list[UUID]] = column(default=list)
    expected_cost: Mapped[Money | None] = money("expected_cost", optional=True)
    list_snapshot_id: Mapped[UUID | None]
    count: Mapped[int] = column(default=0)
    status_note: Mapped[str] = column(Text, default="")
    steps: Mapped[list[CampaignStep]] = parts(order_by="CampaignStep.position")

    def words(self) -> list[str | None]:
        return [self.name, self.number, self.goal]

    def take_steps(self, steps: list[Any]) -> None:
        """Have these messages, in this order."""
        self.steps = [
            CampaignStep(position=number, template_id=step.template_id, delay_hours=step.delay_hours)
            for number, step in enumerate(steps)
        ]
        self.touch()

    def change(self, changes: dict[str, Any]) -> None:
        """Correct it, while it is a draft."""
        self.must_be_draft()
        for name, value in changes.items():
            setattr(self, name, value)
        check_order(self.starts_on, self.ends_on)

    def must_be_draft(self) -> None:
        """Conflict (409 `not_draft`) where somebody has approved or is about to approve what it says."""
        if self.status != "draft":
            raise Conflict("Only a draft is changed", code="not_draft", current=self.status)

    def must_be_open(self) -> None:
        """Conflict (409 `campaign_archived`) where nothing may be added to it any more."""
        if self.status == "archived":
            raise Conflict("The campaign is archived", code="campaign_archived")

    # --- whether it may run ------------------------------------------------------------------------------------------

    def submit(self, by: Decision) -> None:
        self.transition("submit")
        self.submit_for([], by)

    def approve(self, decision: Decision) -> None:
        self.transition("approve")
        self.decide(decision)
        self.record(CampaignApproved)

    def send_back(self, decision: Decision) -> None:
        self.transition("return")
        self.decide(decision)

    def may(self, action: str) -> None:
        """IllegalTransition (409) where it may not."""
        self.MACHINE.after(action, self.status)

    # --- its run -----------------------------------------------------------------------------------------------------

    def schedule(self, starts_at: dt.datetime) -> None:
        self.transition("schedule")
        self.starts_at, self.status_note = starts_at, ""

    def unschedule(self, note: str) -> None:
        """Not then, after all."""
        self.transition("unschedule")
        self.starts_at, self.status_note = None, note

    def run(self, action: str, snapshot_id: UUID, count: int, now: dt.datetime) -> None:
        """It runs, for those who were in its list at this moment."""
        self.transition(action)
        self.list_snapshot_id, self.count, self.launched_at = snapshot_id, count, now
        self.starts_at = self.starts_at or now
        self.record(CampaignLaunched)

    def pause(self) -> None:
        self.transition("pause")
        self.record(CampaignPaused)

    def resume(self) -> None:
        self.transition("resume")
        self.record(CampaignLaunched)

    def complete(self) -> None:
        self.transition("complete")
        self.record(CampaignCompleted)

    def stop(self, reason: str) -> None:
        """End it before its time; nothing more is sent."""
        self.transition("stop")
        self.status_note = reason
        self.record(CampaignStopped, reason=reason)

    def archive(self) -> None:
        self.transition("archive")

    def reached(self, percent: int, available: Money) -> None:
        """So much of its budget is used."""
        self.record(BudgetThresholdReached, used_pct=percent, available=available)
