"""Take opportunities from one version of a process to another."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select

from crm_contracts.sales.commands.processes import MigrateOpportunities
from crm_kit.errors import Invalid
from crm_kit.work import Work
from sales.app import app
from sales.domain.opportunity import Opportunity
from sales.domain.process import Course, SalesProcess
from sales.lookups.acts import act

AT_ONCE = 500
RUNNING = ("open", "on_hold")


@app.handles(MigrateOpportunities)
def migrate_opportunities(command: MigrateOpportunities, work: Work) -> dict[str, Any]:
    process = work.get(SalesProcess, command.process_id)
    process.course(command.from_version, "/from_version")
    course = process.course(command.to_version, "/to_version")
    _check(command, work, course)
    for opportunity in (moved := _some(command, work)):
        opportunity.migrate(course, command.stages[opportunity.stage], act(work))
    work.flush()
    return {"migrated": len(moved), "remaining": _remaining(command, work)}


def _check(command: MigrateOpportunities, work: Work, course: Course) -> None:
    """Invalid (422) for a stage that leads nowhere, or that is left out although opportunities are there."""
    for stage, target in command.stages.items():
        course.stage(target, f"/stages/{stage}")
    needed = work.session.scalars(select(Opportunity.stage).where(*_running(command)).distinct()).all()
    left_out = sorted(set(needed) - set(command.stages))
    if left_out:
        raise Invalid.field("/stages", "unmapped_stage", f"Say where these go: {', '.join(left_out)}")


def _some(command: MigrateOpportunities, work: Work) -> Sequence[Opportunity]:
    some = select(Opportunity).where(*_running(command)).order_by(Opportunity.id).limit(AT_ONCE)
    return work.session.scalars(some.with_for_update()).all()


def _remaining(command: MigrateOpportunities, work: Work) -> int:
    return work.session.scalar(select(func.count()).select_from(Opportunity).where(*_running(command))) or 0


def _running(command: MigrateOpportunities) -> tuple[Any, ...]:
    same = (Opportunity.process_id == command.process_id, Opportunity.process_version == command.from_version)
    return (*same, Opportunity.status.in_(RUNNING), Opportunity.deleted_at.is_(None))
