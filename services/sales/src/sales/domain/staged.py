"""Going through the stages of a process."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from crm_contracts.sales import events
from crm_contracts.sales.words import Stage
from crm_kit.errors import Conflict, Invalid
from crm_kit.model import Aggregate, Mapped, String, column
from sales.domain.journal import Act
from sales.domain.process import Course


class Staged(Aggregate):
    """What stands at a stage of a version of a process. `reached` is the position of the furthest stage that it ever was at."""

    __abstract__ = True

    process_id: Mapped[UUID]
    process_version: Mapped[int]
    stage: Mapped[str] = column(String(40))
    reached: Mapped[int] = column(default=0)
    stage_entered_at: Mapped[dt.datetime]
    probability: Mapped[int]
    forecast_category: Mapped[str] = column(String(20))
    is_override: Mapped[bool] = column(default=False)

    def advance(self, course: Course, code: str | None, act: Act, override: str | None = None) -> None:
        """Move on to a later stage; a Conflict (409) names what is missing, unless a manager overrides it with a reason."""
        self.transition("advance")
        target = course.stage(code) if code else course.after(self.stage)
        if course.position(target.code) <= course.position(self.stage):
            raise Invalid.field("/stage", "not_ahead", f"'{target.code}' does not come after '{self.stage}'")
        unmet = self._unmet(course, target)
        if unmet and not override:
            raise Conflict("Something must be filled in first", code="exit_criteria_unmet", unmet=unmet)
        self._move(course, target, "forward", act, override if unmet and override else "", is_override=bool(unmet))

    def move_back(self, course: Course, code: str, reason: str, act: Act) -> None:
        """Move back to an earlier stage."""
        self.transition("move_back")
        target = course.stage(code)
        if course.position(target.code) >= course.position(self.stage):
            raise Invalid.field("/stage", "not_behind", f"'{target.code}' does not come before '{self.stage}'")
        self._move(course, target, "back", act, reason)

    def migrate(self, course: Course, code: str, act: Act) -> None:
        """Go on at a stage of another version of the process."""
        before, probability, category = self.stage, self.probability, self.forecast_category
        self.reached = 0
        self._enter(course, course.stage(code), act, keep_clock=True)
        self.probability, self.forecast_category = probability, category
        self._note("migrate", act, from_stage=before)
        self.record(events.OpportunityUpdated)

    def _unmet(self, course: Course, target: Stage) -> list[dict[str, str]]:
        missing = [each for each in course.criteria_between(self.stage, target) if not getattr(self, each.field)]
        return [{"field": each.field, "label": each.label} for each in missing]

    def _move(self, course: Course, target: Stage, direction: str, act: Act, reason: str, is_override: bool = False) -> None:
        before, seconds = self.stage, int((act.at - self.stage_entered_at).total_seconds())
        self._enter(course, target, act)
        self.is_override = self.is_override or is_override
        told = {"from_stage": before, "direction": direction, "seconds_in_stage": seconds}
        self._note("stage", act, reason, is_override=is_override, **told)
        self.record(events.OpportunityStageChanged, **told, to_stage=self.stage, override=is_override, reason=reason)

    def _enter(self, course: Course, stage: Stage, act: Act, keep_clock: bool = False) -> None:
        self.process_id, self.process_version, self.stage = course.process_id, course.number, stage.code
        self.reached = max(self.reached or 0, course.position(stage.code))
        self.stage_entered_at = self.stage_entered_at if keep_clock else act.at
        self.probability, self.forecast_category = stage.probability, stage.forecast_category

    def _note(self, kind: str, act: Act, reason: str = "", **more: Any) -> None:
        raise NotImplementedError
