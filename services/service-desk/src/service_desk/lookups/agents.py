"""Who of a group can take a ticket now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import func, select

from crm_kit.colleagues import Colleague
from crm_kit.work import Work
from service_desk.domain.assignment import Absence, AgentProfile, AssignmentRule
from service_desk.domain.ticket import Ticket


@dataclass
class Crew:
    """The active people of groups, who of them is away, what they can do, and how many open tickets each has."""

    people: Sequence[Colleague] = ()
    away: set[UUID] = field(default_factory=set)
    profiles: dict[UUID, AgentProfile] = field(default_factory=dict)
    loads: dict[UUID, int] = field(default_factory=dict)

    def able(self, work: Work, rule: AssignmentRule, language: str | None) -> list[Colleague]:
        """Those of the rule's group who can take a ticket now, in an order that stays."""
        ours = [each for each in self.people if each.team_id == rule.group_id and each.id not in self.away]
        return [each for each in ours if self._is_able(work, each.id, rule.skills, language)]

    def load(self, user_id: UUID) -> int:
        return self.loads.get(user_id, 0)

    def _is_able(self, work: Work, user_id: UUID, skills: list[str], language: str | None) -> bool:
        profile = self.profiles.get(user_id)
        if profile is None:
            return not skills
        is_full = profile.most_tickets is not None and self.load(user_id) >= profile.most_tickets
        return not is_full and profile.can(skills, language) and profile.is_at_work(work.now)


def crew(work: Work, group_ids: set[UUID]) -> Crew:
    """The people of these groups as they are now."""
    ours = select(Colleague).where(Colleague.team_id.in_(group_ids), Colleague.is_active).order_by(Colleague.id)
    people = work.session.scalars(ours).all()
    ids = [each.id for each in people]
    now = (Absence.starts_on <= work.today, Absence.ends_on >= work.today, Absence.deleted_at.is_(None))
    away = work.session.scalars(select(Absence.user_id).where(Absence.user_id.in_(ids), *now))
    profiles = work.session.scalars(select(AgentProfile).where(AgentProfile.id.in_(ids)))
    held = select(Ticket.owner_id, func.count()).where(Ticket.owner_id.in_(ids), Ticket.is_unresolved, Ticket.deleted_at.is_(None))
    loads = dict(work.session.execute(held.group_by(Ticket.owner_id)).all())
    return Crew(people, set(away), {each.id: each for each in profiles}, loads)
