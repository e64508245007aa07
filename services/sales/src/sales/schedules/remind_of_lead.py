"""Nobody has answered an enquiry in time."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from crm_kit.colleagues import Colleague
from crm_kit.schedules import Timer
from crm_kit.work import Work
from sales.app import app
from sales.domain.copies import ReportingLine
from sales.domain.lead import Holder, Lead
from sales.lookups.answering import CLOCK, in_working_time, response_due, watch
from sales.lookups.assignment import members, stand_in
from sales.lookups.settings import settings


@app.on_time(CLOCK)
def remind_of_lead(timer: Timer, work: Work) -> None:
    """First whoever has it hears of it, then their manager, then somebody else gets it and the clock starts anew.

    Where there is nobody else it stays where it is, and those above hear of it again.
    """
    lead = work.session.get(Lead, timer.record_id, with_for_update=True)
    if lead is None or lead.deleted_at is not None or not lead.is_overdue(work.now):
        return
    if lead.breach_level == 0:
        lead.breach("owner", _owners(work, lead))
        _look_again(work, lead)
    elif lead.breach_level == 1 or (other := stand_in(work, lead)) is None:
        lead.breach("manager", _managers(work, lead))
        _look_again(work, lead)
    else:
        _pass_on(work, lead, other)


def _look_again(work: Work, lead: Lead) -> None:
    work.schedule(CLOCK, lead.id, at=in_working_time(work, settings(work).escalation_minutes))


def _pass_on(work: Work, lead: Lead, other: Holder) -> None:
    lead.breach("reassigned", [lead.owner_id, other.id])
    lead.pass_on(other, work.now, response_due(work))
    watch(work, lead)


def _owners(work: Work, lead: Lead) -> list[UUID]:
    """Who has it: a user, or all of the team in whose queue it waits."""
    return [each.id for each in members(work, lead.queue_id)] if lead.queue_id else [lead.owner_id]


def _managers(work: Work, lead: Lead) -> list[UUID]:
    """Those whom its owners report to, as far as they are here still."""
    lines = select(ReportingLine.manager_id).where(ReportingLine.id.in_(_owners(work, lead)))
    active = select(Colleague.id).where(Colleague.id.in_(lines), Colleague.is_active)
    return sorted(work.session.scalars(active))
