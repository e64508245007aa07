"""Plans: where one belongs, and what belongs to it."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from sqlalchemy import func, select

from crm_kit.errors import Conflict, Invalid
from crm_kit.work import Work
from marketing.domain.campaign import Campaign
from marketing.domain.period import check_around, check_inside
from marketing.domain.plan import Plan

READ = "marketing.plan.read"
OPEN = ("draft", "pending_approval", "approved", "scheduled", "running", "paused")


def plan(work: Work, plan_id: UUID, pointer: str) -> Plan:
    """A plan that the caller may see and that is not closed, locked so that its period stays; Invalid (422) without one."""
    found = work.session.scalars(work.select(Plan, Plan.id == plan_id, allow=READ).with_for_update(of=Plan)).one_or_none()
    if found is None:
        raise Invalid.field(pointer, "unknown_plan", f"There is no plan {plan_id}")
    found.must_be_open()
    return found


def check_above(work: Work, plan_id: UUID | None, starts_on: dt.date, ends_on: dt.date, pointer: str) -> None:
    """Invalid (422) where the period does not lie inside that of the plan above."""
    if plan_id is not None:
        above = plan(work, plan_id, pointer)
        check_inside(starts_on, ends_on, above.starts_on, above.ends_on)


def check_below(work: Work, changed: Plan) -> None:
    """Conflict (409 `children_outside`) where something that belongs to the plan lies outside of its period."""
    for entity, parent in ((Plan, Plan.parent_id), (Campaign, Campaign.plan_id)):
        span = select(func.min(entity.starts_on), func.max(entity.ends_on)).where(parent == changed.id, entity.deleted_at.is_(None))
        first, last = work.session.execute(span).one()
        check_around(changed.starts_on, changed.ends_on, first, last)


def check_nothing_open(work: Work, closing: Plan) -> None:
    """Conflict (409 `children_open`) where something that belongs to the plan is not over."""
    plans = select(Plan.name).where(Plan.parent_id == closing.id, Plan.status != "closed")
    campaigns = select(Campaign.name).where(Campaign.plan_id == closing.id, Campaign.status.in_(OPEN))
    names = sorted(work.session.scalars(plans.union(campaigns).limit(20)))
    if names:
        raise Conflict("Something that belongs to the plan is not over", code="children_open", names=names)
