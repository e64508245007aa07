"""The processes that deals run on, and the reasons for which they end."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import func, select

from crm_contracts.sales.words import Outcome
from crm_kit.errors import Conflict, Invalid
from crm_kit.work import Work
from sales.domain.opportunity import Opportunity
from sales.domain.process import ORDINARY_STAGES, Course, ProcessVersion, SalesProcess
from sales.domain.reason import ClosingReason, ordinary_reasons

_present = select(ProcessVersion).join(
    SalesProcess, (SalesProcess.id == ProcessVersion.process_id) & (SalesProcess.process_version == ProcessVersion.number)
)


def course_for(work: Work, process_id: UUID | None, pointer: str = "/process_id") -> Course:
    """The stages that a new deal goes through: of the process named, else of the tenant's default one, made on first use."""
    if process_id is None:
        return (_default(work) or _first_use(work)).course()
    chosen = _present.where(SalesProcess.id == process_id, SalesProcess.is_active, SalesProcess.deleted_at.is_(None))
    version = work.session.scalars(chosen).one_or_none()
    if version is None:
        raise Invalid.field(pointer, "unknown_process", "There is no such process")
    return version.course()


def course_of(work: Work, opportunity: Opportunity) -> Course:
    """The stages that a deal goes through: its version's."""
    same = (ProcessVersion.process_id == opportunity.process_id, ProcessVersion.number == opportunity.process_version)
    return work.session.scalars(select(ProcessVersion).where(*same)).one().course()


def reason_for(work: Work, outcome: Outcome, code: str) -> ClosingReason:
    """The reason that people may choose under the code, or Invalid (422)."""
    same = (ClosingReason.outcome == outcome, ClosingReason.code == code, ClosingReason.is_active)
    reason = work.session.scalars(select(ClosingReason).where(*same, ClosingReason.deleted_at.is_(None))).one_or_none()
    if reason is None:
        raise Invalid.field("/reason", "unknown_reason", f"'{code}' is not a reason why deals are {outcome}")
    return reason


def settle_in(work: Work) -> None:
    """Give a tenant that has none its ordinary process and reasons."""
    if _default(work) is None:
        _first_use(work)


def _default(work: Work) -> ProcessVersion | None:
    return work.session.scalars(_present.where(SalesProcess.is_default, SalesProcess.deleted_at.is_(None))).one_or_none()


def _first_use(work: Work) -> ProcessVersion:
    """Twins wait for each other, so that a tenant has one default process."""
    key = f"default process {work.caller.tenant_id}"
    work.session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(key, 0))))
    return _default(work) or _ordinary(work)


def _ordinary(work: Work) -> ProcessVersion:
    process = work.add(SalesProcess(name="Standard", is_default=True, is_active=True))
    process.lay_out(ORDINARY_STAGES, work.now)
    for reason in ordinary_reasons():
        work.add(reason)
    work.flush()
    return process.versions[0]


def make_default(work: Work, process: SalesProcess) -> None:
    """Make it the one that new deals run on."""
    for other in work.find(SalesProcess, SalesProcess.is_default, SalesProcess.id != process.id):
        other.is_default = False
    work.flush()
    process.use(True)
    process.is_default = True


def refuse_in_use(work: Work, process: SalesProcess) -> None:
    """Conflict (409) while deals run on it."""
    running = (Opportunity.process_id == process.id, Opportunity.deleted_at.is_(None))
    users = work.session.scalars(select(Opportunity.id).where(*running).limit(10)).all()
    if users:
        references = [{"entity": "opportunity", "id": str(each)} for each in users]
        raise Conflict("Opportunities run on this process", code="in_use", references=references)
