"""Having the clocks of many tickets worked out again."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from crm_kit.work import Work
from service_desk.domain.calendar import Calendar
from service_desk.domain.policy import Policy

AGAIN = "measure_again"
BEGINNING = UUID(int=0)


def measure_again_after(work: Work, policy_id: UUID, after: UUID = BEGINNING) -> None:
    """Soon, the tickets under a policy, in the order of their ids from after one of them."""
    work.schedule(AGAIN, policy_id, at=work.now, after=after)


def measure_again_by(work: Work, calendar: Calendar) -> None:
    """Soon, the tickets under all policies that go by a calendar."""
    for policy_id in work.session.scalars(select(Policy.id).where(Policy.calendar_id == calendar.id).order_by(Policy.id)):
        measure_again_after(work, policy_id)
