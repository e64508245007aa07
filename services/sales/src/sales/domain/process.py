"""The sales process: the stages that a deal goes through, in versions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from crm_contracts.sales.words import Criterion, Stage
from crm_kit.errors import Conflict, Invalid
from crm_kit.model import Aggregate, ForeignKey, Mapped, Part, Values, column, parts, sorted_text

ORDINARY_STAGES = (
    Stage(code="qualification", name="Qualification", probability=10, max_days=14),
    Stage(code="needs", name="Needs analysis", probability=25, max_days=21),
    Stage(code="proposal", name="Proposal", probability=50, max_days=21, forecast_category="best"),
    Stage(code="negotiation", name="Negotiation", probability=75, max_days=21, forecast_category="commit"),
    Stage(code="closing", name="Closing", probability=90, max_days=14, forecast_category="commit"),
)


@dataclass(frozen=True)
class Course:
    """The stages of one version of a process, in order."""

    process_id: UUID
    number: int
    stages: tuple[Stage, ...]

    @property
    def codes(self) -> list[str]:
        return [stage.code for stage in self.stages]

    def stage(self, code: str | None, pointer: str = "/stage") -> Stage:
        """The stage with the code, the first one without; Invalid (422) where there is none."""
        if code is None:
            return self.stages[0]
        if code not in self.codes:
            message = f"There is no stage '{code}'; there are {', '.join(self.codes)}"
            raise Invalid.field(pointer, "unknown_stage", message)
        return self.stages[self.codes.index(code)]

    def position(self, code: str) -> int:
        return self.codes.index(code)

    def after(self, code: str) -> Stage:
        """The next stage; Invalid (422) after the last."""
        following = self.stages[self.position(code) + 1 :]
        if not following:
            raise Invalid.field("/stage", "last_stage", f"'{code}' is the last stage")
        return following[0]

    def criteria_between(self, here: str, there: Stage) -> list[Criterion]:
        """What must be filled to leave this stage and those jumped over, and to enter that one."""
        left = self.stages[self.position(here) : self.position(there.code)]
        return [*(criterion for stage in left for criterion in stage.exit_criteria), *there.entry_criteria]


class SalesProcess(Aggregate):
    """A way of selling. Its stages change by a new version; opportunities stay on theirs until they are migrated."""

    __tablename__ = "sales_processes"

    name: Mapped[str] = column(sorted_text(200))
    is_default: Mapped[bool] = column(default=False)
    is_active: Mapped[bool] = column(default=True)
    process_version: Mapped[int] = column(default=0)
    versions: Mapped[list[ProcessVersion]] = parts(order_by="ProcessVersion.number")

    @property
    def stages(self) -> tuple[Stage, ...]:
        return self.course(self.process_version).stages

    def course(self, number: int, pointer: str = "/version") -> Course:
        """The stages of a version; Invalid (422) where there is no such version."""
        for version in self.versions:
            if version.number == number:
                return version.course()
        raise Invalid.field(pointer, "unknown_version", f"The process has no version {number}")

    def lay_out(self, stages: Sequence[Stage], now: dt.datetime) -> None:
        """Go through these stages from now on: a new version, unless nothing differs."""
        codes = [stage.code for stage in stages]
        if len(set(codes)) < len(codes):
            raise Invalid.field("/stages", "duplicate_stage", "Each stage has a code of its own")
        if self.versions and self.stages == tuple(stages):
            return
        self.process_version = (self.process_version or 0) + 1
        self.versions.append(ProcessVersion(number=self.process_version, steps=list(stages), since=now))

    def use(self, is_active: bool) -> None:
        """Offer it for new opportunities, or no more; Conflict (409) for the default one, which they need."""
        if not is_active:
            self.retire()
        self.is_active = is_active

    def retire(self) -> None:
        """Conflict (409) for the default one: another takes its place, it does not just go."""
        if self.is_default:
            raise Conflict("Make another process the default one first", code="default_process")


class ProcessVersion(Part):
    """One version of a process; it never changes."""

    __tablename__ = "process_versions"
    PARENT = "process_id"

    process_id: Mapped[UUID] = column(ForeignKey("sales_processes.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]
    steps: Mapped[Any] = column(Values)
    since: Mapped[dt.datetime]

    @property
    def stages(self) -> tuple[Stage, ...]:
        return tuple(stage_of(step) for step in self.steps)

    def course(self) -> Course:
        return Course(self.process_id, self.number, self.stages)


def stage_of(step: Any) -> Stage:
    """A stage as it was kept."""
    if isinstance(step, Stage):
        return step
    criteria = {name: [Criterion(**each) for each in step[name]] for name in ("entry_criteria", "exit_criteria")}
    return Stage(**{**step, **criteria})
