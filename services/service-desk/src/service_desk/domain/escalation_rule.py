"""Rules by which tickets go up to a level."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

from crm_kit.errors import Invalid
from crm_kit.model import Aggregate, Mapped, String, column, sorted_text
from service_desk.domain.clocks import Clock
from service_desk.domain.measure import within

if TYPE_CHECKING:
    from service_desk.domain.ticket import Ticket

HIGHEST = 3


class EscalationRule(Aggregate):
    """By time, so long after a clock has run out, or by being reopened so often. Lists that are empty leave nothing out."""

    __tablename__ = "escalation_rules"

    name: Mapped[str] = column(sorted_text(200))
    position: Mapped[int] = column(default=100)
    trigger: Mapped[str] = column(String(10))
    clocks: Mapped[list[str]]
    minutes_after: Mapped[Decimal] = column(default=Decimal(0))
    reopens: Mapped[int | None]
    kinds: Mapped[list[str]]
    urgencies: Mapped[list[str]]
    level: Mapped[int]
    notify: Mapped[list[UUID]]
    notify_owner: Mapped[bool] = column(default=True)
    notify_account_owner: Mapped[bool] = column(default=True)
    owner_id: Mapped[UUID | None]
    group_id: Mapped[UUID | None]
    is_active: Mapped[bool] = column(default=True)

    def change(self, changes: dict[str, Any]) -> None:
        """Be otherwise; Invalid (422) where what is needed is missing."""
        for name, value in changes.items():
            setattr(self, name, value)
        if (self.trigger == "reopen") != (self.reopens is not None):
            raise Invalid.field("/reopens", "required", "`reopens` comes with the trigger reopen, and only with that")
        if self.owner_id is not None and self.group_id is not None:
            raise Invalid.field("/owner_id", "required", "Name either an owner or a group")

    def raises(self, ticket: Ticket) -> bool:
        """Whether it speaks of this ticket and of more than the level that it is on."""
        fits = (not self.kinds or ticket.kind in self.kinds) and (not self.urgencies or ticket.urgency in self.urgencies)
        return fits and self.level > ticket.escalation_level

    def time_for(self, clock: Clock) -> dt.datetime | None:
        """When the clock brings the ticket to the level; None where the rule does not go by it, or nothing will."""
        if self.trigger != "time" or not clock.is_open or (self.clocks and clock.point not in self.clocks):
            return None
        return clock.reached(within(clock.target) + dt.timedelta(minutes=float(self.minutes_after)))

    def is_reopened_enough(self, ticket: Ticket) -> bool:
        return self.trigger == "reopen" and ticket.is_open and ticket.reopen_count >= (self.reopens or 0)


def ordinary() -> EscalationRule:
    """What is missed goes up to the first level, for a tenant that has said nothing else."""
    nothing: dict[str, Any] = {"clocks": [], "kinds": [], "urgencies": [], "notify": []}
    told: dict[str, Any] = {"notify_owner": True, "notify_account_owner": True, "minutes_after": Decimal(0), "is_active": True}
    return EscalationRule(name="Missed", trigger="time", level=1, position=100, **nothing, **told)
