"""Policies: what tickets are promised."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from uuid import UUID

from crm_contracts.service_desk.service_level_words import Target
from crm_kit.errors import Conflict, Invalid
from crm_kit.messages import load
from crm_kit.model import Aggregate, ForeignKey, Mapped, Values, column, relationship, sorted_text
from service_desk.domain.calendar import Calendar
from service_desk.domain.measure import PAUSED_CLOCKS, PAUSING, Measure

HOUR = 60
_RESPONSE = {"critical": 1, "high": 2, "normal": 4, "low": 9}
_COMPLETION = {"critical": 4, "high": 9, "normal": 18, "low": 45}
_BY_URGENCY = {"first_response": _RESPONSE, "next_response": _RESPONSE, "completed": _COMPLETION}


class Policy(Aggregate):
    """Targets by a calendar. For the agreements that name it and the groups in `team_ids`; the default for all others."""

    __tablename__ = "policies"

    name: Mapped[str] = column(sorted_text(200))
    calendar_id: Mapped[UUID] = column(ForeignKey("calendars.id"))
    targets: Mapped[Any] = column(Values)
    pausing: Mapped[list[str]]
    paused_clocks: Mapped[list[str]]
    warn_percent: Mapped[int]
    team_ids: Mapped[list[UUID]]
    is_default: Mapped[bool] = column(default=False)
    is_active: Mapped[bool] = column(default=True)
    calendar: Mapped[Calendar] = relationship(lazy="joined", innerjoin=True)

    def change(self, changes: dict[str, Any]) -> None:
        """Promise otherwise; Invalid (422) where a target is there twice, Conflict (409) where the default one would just go."""
        for name, value in changes.items():
            setattr(self, name, value)
        if self.is_default and not self.is_active:
            raise Conflict("Make another policy the default one first", code="default_policy")
        self._refuse_twins()

    @property
    def measure(self) -> Measure:
        """The same, to reckon with."""
        targets = [load(Target, each) if isinstance(each, dict) else each for each in self.targets]
        return Measure(self.calendar.working_time(), targets, self.pausing, self.paused_clocks, self.warn_percent)

    def _refuse_twins(self) -> None:
        seen = set()
        for number, each in enumerate(self.measure.targets):
            key = (each.clock, each.urgency, each.kind)
            if key in seen:
                raise Invalid.field(f"/targets/{number}", "duplicate_target", "There is a target for this already")
            seen.add(key)


def ordinary(calendar: Calendar) -> Policy:
    """What a tenant promises that has promised nothing yet."""
    targets = [
        Target(clock=clock, urgency=urgency, minutes=Decimal(hours * HOUR))  # type: ignore[arg-type]
        for clock, by_urgency in _BY_URGENCY.items()
        for urgency, hours in by_urgency.items()
    ]
    kept: dict[str, Any] = {"pausing": list(PAUSING), "paused_clocks": list(PAUSED_CLOCKS), "team_ids": []}
    first = {"calendar_id": calendar.id, "calendar": calendar, "warn_percent": 75, "is_default": True, "is_active": True}
    return Policy(name="Standard", targets=targets, **first, **kept)
