"""Who gets new tickets: rules in an order, and what is known of the people."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from crm_kit.errors import Invalid
from crm_kit.model import Aggregate, ForeignKey, Mapped, Part, String, column, relationship, sorted_text
from service_desk.domain.calendar import Calendar

if TYPE_CHECKING:
    from service_desk.domain.ticket import Ticket

# A condition of a rule and what of a ticket it is held against.
CONDITIONS = {
    "natures": "nature", "urgencies": "urgency", "languages": "language", "product_ids": "product_id",
    "categories": "category", "regions": "region", "levels": "level",
}  # fmt: skip


class AssignmentRule(Aggregate):
    """The first rule in use of which every condition fits has the ticket; conditions that are empty leave nothing out."""

    __tablename__ = "assignment_rules"

    name: Mapped[str] = column(sorted_text(200))
    position: Mapped[int] = column(default=100)
    natures: Mapped[list[str]]
    urgencies: Mapped[list[str]]
    languages: Mapped[list[str]]
    product_ids: Mapped[list[UUID]]
    categories: Mapped[list[str]]
    regions: Mapped[list[str]]
    levels: Mapped[list[str]]
    problem_type_id: Mapped[UUID | None]
    group_id: Mapped[UUID | None]
    owner_id: Mapped[UUID | None]
    method: Mapped[str] = column(String(20), default="queue")
    skills: Mapped[list[str]]
    is_active: Mapped[bool] = column(default=True)

    def change(self, changes: dict[str, Any]) -> None:
        """Be otherwise; Invalid (422) unless it names either a group or an owner."""
        for name, value in changes.items():
            setattr(self, name, value)
        if (self.group_id is None) == (self.owner_id is None):
            raise Invalid.field("/group_id", "required", "A rule gives tickets either to a group or to a user")
        if self.owner_id is not None and self.method != "queue":
            raise Invalid.field("/method", "needs_group", "A choice among people takes a group")

    def fits(self, ticket: Ticket, facts: dict[str, Any]) -> bool:
        """Whether every condition holds; `facts` are the category, region, level and problem types of the ticket."""
        told = {**{name: getattr(ticket, name, None) for name in CONDITIONS.values()}, **facts}
        held = all(not getattr(self, names) or told[name] in getattr(self, names) for names, name in CONDITIONS.items())
        return held and (self.problem_type_id is None or self.problem_type_id in facts["problem_types"])


class Turn(Part):
    """Whose turn it was last under a rule; has the rule's id. Whoever chooses holds it, so that nobody is chosen twice at once."""

    __tablename__ = "assignment_turns"
    PARENT = "rule_id"
    HAS_HISTORY: ClassVar[bool] = False

    rule_id: Mapped[UUID] = column(ForeignKey("assignment_rules.id", ondelete="CASCADE"))
    user_id: Mapped[UUID | None]


class AgentProfile(Aggregate):
    """Has the user's id. What they can do, how much at once, and when they work."""

    __tablename__ = "agent_profiles"

    skills: Mapped[list[str]]
    languages: Mapped[list[str]]
    most_tickets: Mapped[int | None]
    calendar_id: Mapped[UUID | None] = column(ForeignKey("calendars.id"))
    calendar: Mapped[Calendar | None] = relationship(lazy="joined")

    def can(self, skills: list[str], language: str | None) -> bool:
        """Whether they have all of the skills, and the language if they name any."""
        return set(skills) <= set(self.skills) and (not language or not self.languages or language in self.languages)

    def is_at_work(self, now: dt.datetime) -> bool:
        """Whether their calendar says so; always, without one."""
        return self.calendar is None or bool(self.calendar.working_time().between(now, now + dt.timedelta(seconds=1)))


class Absence(Aggregate):
    """When somebody is away: from the first day to the last, in UTC."""

    __tablename__ = "absences"

    user_id: Mapped[UUID]
    starts_on: Mapped[dt.date]
    ends_on: Mapped[dt.date]
    reason: Mapped[str] = column(String(500), default="")

    def change(self, changes: dict[str, Any]) -> None:
        """Be away otherwise; Invalid (422) where it ends before it begins."""
        for name, value in changes.items():
            setattr(self, name, value)
        if self.ends_on < self.starts_on:
            raise Invalid.field("/ends_on", "ends_before_start", "It ends on its first day or later")
