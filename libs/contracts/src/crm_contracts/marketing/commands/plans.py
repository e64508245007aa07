"""What one can do with marketing plans."""

from __future__ import annotations

import datetime as dt
from dataclasses import field
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from crm_contracts.marketing.views.plans import PlanView
from crm_contracts.marketing.words import PlanLevel, ProductLines
from crm_kit.messages import command
from crm_kit.words import UNSET, Between, Label, Name, Note, Reason, Unset

Target = Annotated[Decimal, Between(Decimal(0), Decimal(10) ** 12)]


@command(allow="marketing.plan.create", returns=PlanView)
class CreatePlan:
    """Make a plan, or a programme under one. The period of a programme lies inside that of what it belongs to."""

    name: Name
    starts_on: dt.date
    ends_on: dt.date
    level: PlanLevel = "plan"
    parent_id: UUID | None = None
    goal: Note = ""
    product_lines: ProductLines = field(default_factory=list)
    kpi: Label = ""
    target: Target | None = None
    owner_id: UUID | None = None


@command(allow="marketing.plan.update", returns=PlanView)
class ChangePlan:
    """Correct a plan that is a draft."""

    plan_id: UUID
    version: int
    name: Name | Unset = UNSET
    goal: Note | Unset = UNSET
    product_lines: ProductLines | Unset = UNSET
    kpi: Label | Unset = UNSET
    target: Target | Unset | None = UNSET
    starts_on: dt.date | Unset = UNSET
    ends_on: dt.date | Unset = UNSET


@command(allow="marketing.plan.submit", returns=PlanView)
class SubmitPlan:
    """Ask for approval of a plan."""

    plan_id: UUID
    version: int


@command(allow="marketing.plan.approve", returns=PlanView)
class ApprovePlan:
    """Let a plan be carried out, as somebody else than its author."""

    plan_id: UUID
    version: int
    comment: Note = ""


@command(allow="marketing.plan.return", returns=PlanView)
class ReturnPlan:
    """Send a plan back to its author, as somebody else."""

    plan_id: UUID
    version: int
    comment: Reason


@command(allow="marketing.plan.reopen", returns=PlanView)
class ReopenPlan:
    """Make a draft of an approved plan, to change it; it needs approval again."""

    plan_id: UUID
    version: int


@command(allow="marketing.plan.close", returns=PlanView)
class ClosePlan:
    """End an approved plan: nothing is added to it any more. What runs under it keeps it open (409 `children_open`)."""

    plan_id: UUID
    version: int
