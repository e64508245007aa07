"""One job in the hands of a worker, page by page: each page is one transaction with its records, events, outcomes and progress.

A worker that dies leaves whole pages behind, and another one goes on after them. A dry run decides like a real one and writes only
the outcomes; it alone remembers the keys of earlier rows by itself, so it begins again where its worker died.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.orm.exc import StaleDataError

from crm_kit.app import App
from crm_kit.caller import Caller
from crm_kit.errors import Invalid, Problem
from crm_kit.imports import ledger
from crm_kit.imports.columns import columns_hash, guess
from crm_kit.imports.importer import Batch, Importer, Made, Row, cells_of
from crm_kit.imports.job import ImportedRow, ImportJob, import_mappings
from crm_kit.imports.registry import importing_of
from crm_kit.imports.sheets import Sheet, open_sheet
from crm_kit.imports.words import ImportOptions
from crm_kit.messages import load
from crm_kit.telemetry import log
from crm_kit.work import Work

TRIES = 3


class Running:
    """A job at work; `step` does the next piece of it and says whether there is more."""

    def __init__(self, app: App, job_id: UUID, tenant_id: UUID) -> None:
        self.app, self.job_id, self._tenant_id = app, job_id, tenant_id
        self._seen: dict[str, list[tuple[int, str | None]]] = {}
        self._is_new = True
        self._steps: dict[str, Callable[[ImportJob], bool]] = {
            "reading": self._read, "validating": self._next_page, "running": self._next_page, "undoing": self._undo_some,
        }  # fmt: skip

    def step(self) -> bool:
        """Do the next piece. Raises what the database raises while it is away."""
        job = self._job()
        if job is None or job.status not in self._steps:
            return False
        try:
            return self._steps[job.status](job)
        except ledger.Interrupted:
            return False

    def _job(self) -> ImportJob | None:
        with self._work(self._system(), "look_at_import") as work:
            job = work.session.get(ImportJob, self.job_id)
            if job is not None:
                work.session.expunge(job)
            return job

    def _importer(self, job: ImportJob) -> Importer:
        return importing_of(self.app.name).importer(job.collection)

    def _work(self, caller: Caller, use_case: str, allow: str = "*", **context: Any) -> Work:
        work = Work(self.app.sessions, caller, allow, use_case, {"cause": str(self.job_id), **context})
        work.witness = self.app.witness
        work.is_bulk = True
        return work

    def _system(self) -> Caller:
        return Caller.for_system(self._tenant_id, self.app.name)

    def _change(self, seen: ImportJob, change: Callable[[ImportJob, dt.datetime], None]) -> None:
        """Move the job on, in a transaction of its own; Interrupted where somebody has done so meanwhile."""
        with self._work(self._system(), "work_on_import") as work:
            work.begin()
            change(self._locked(work, seen), work.now)
            work.finish(dict)

    def _locked(self, work: Work, seen: ImportJob) -> ImportJob:
        job = work.session.scalars(select(ImportJob).where(ImportJob.id == self.job_id).with_for_update()).one()
        if job.status != seen.status:
            raise ledger.Interrupted()
        return job

    # --- reading -----------------------------------------------------------------------------------------------------

    def _read(self, job: ImportJob) -> bool:
        try:
            self._take_in(job)
        except (ledger.Interrupted, SQLAlchemyError):
            raise
        except Exception as error:
            log.info("file not read", job_id=str(self.job_id), exc_info=not isinstance(error, Problem))
            problem = error if isinstance(error, Problem) else Invalid("The file cannot be read", code="unreadable")
            told = {"status": problem.status, "code": problem.code, "detail": str(problem)}
            self._change(job, lambda job, now: job.fail(told, now))
        return False

    def _take_in(self, seen: ImportJob) -> None:
        with self._work(self._system(), "read_import") as work:
            work.begin()
            job = self._locked(work, seen)
            sheet = open_sheet(ledger.file_of(work, job.id))
            pages, total = ledger.keep_pages(work, job, sheet.rows)
            job.understand(sheet, self._mapping(work, job, sheet), pages, total)
            work.finish(dict)

    def _mapping(self, work: Work, job: ImportJob, sheet: Sheet) -> dict[str, Any]:
        """As the same person mapped the same columns last, else as the names suggest."""
        known = import_mappings.c
        mine = known.user_id == job.created_by, known.collection == job.collection
        last = work.session.scalar(select(known.mapping).where(*mine, known.columns_hash == columns_hash(sheet.columns)))
        importer = self._importer(job)
        usable = {column: name for column, name in (last or {}).items() if name is None or name in importer.by_name}
        if set(usable) == set(sheet.columns):
            return usable
        return guess(sheet.columns, [each for each in importer.fields if not each.needs_all])

    # --- validating and running --------------------------------------------------------------------------------------

    def _next_page(self, job: ImportJob) -> bool:
        if job.status == "validating" and self._is_new and job.next_page:
            self._start_over(job)
        self._is_new = False
        if job.next_page < job.pages:
            self._page(job)
            return True
        completed = importing_of(self.app.name).completed
        finish = {"running": lambda job, now: job.complete(completed, now), "validating": lambda job, _: job.finish_validation()}
        self._change(job, finish[job.status])
        return False

    def _start_over(self, job: ImportJob) -> None:
        with self._work(self._system(), "validate_import") as work:
            work.begin()
            work.session.execute(
                delete(ImportedRow).where(ImportedRow.job_id == job.id), execution_options={"synchronize_session": False}
            )
            fresh = {**dict.fromkeys(job.counts, 0), "total": job.counts["total"]}
            ledger.go_on(work, job, fresh, job.next_page, 0)
            work.finish(dict)
        job.counts, job.next_page = fresh, 0

    def _page(self, job: ImportJob) -> None:
        with self._work(self._system(), "read_import") as work:
            (page,) = ledger.read_pages(work, job.id, [job.next_page])
            done = ledger.done_of(work, job.id, page)
        lines = [line for line in page if line[0] not in done]
        following = job.next_page + 1
        if not self._tried(job, lines, following):
            for number, line in enumerate(lines, start=1):
                self._alone(job, line, following if number == len(lines) else job.next_page)

    def _tried(self, job: ImportJob, lines: ledger.Page, following: int) -> bool:
        """Whether the rows could be done together: not where something that nobody foresaw is wrong with one of them."""
        for _ in range(TRIES):
            try:
                self._lines(job, lines, following)
                return True
            except ledger.Interrupted:
                raise
            except (StaleDataError, DBAPIError, Problem) as error:
                if isinstance(error, DBAPIError) and error.connection_invalidated:
                    raise
                log.info("page not done at once", job_id=str(job.id), page=job.next_page, error=type(error).__name__)
            except Exception:
                log.exception("page failed", job_id=str(job.id), page=job.next_page)
                return False
        return False

    def _alone(self, job: ImportJob, line: tuple[int, list[str]], following: int) -> None:
        """One row in a transaction of its own; what is wrong with it is its outcome."""
        try:
            self._lines(job, [line], following)
        except ledger.Interrupted:
            raise
        except Exception as error:
            if isinstance(error, DBAPIError) and error.connection_invalidated:
                raise
            row = Row(line[0], {}, {})
            problem = error if isinstance(error, Problem) else None
            row.fail(problem.code if problem else "not_taken", str(problem) if problem else "The database refused this row")
            log.warning("row not taken", job_id=str(job.id), row=line[0], error=type(error).__name__)
            with self._work(self._system(), "run_import") as work:
                work.begin()
                self._note(work, job, [row], following)

    def _lines(self, job: ImportJob, lines: ledger.Page, following: int) -> None:
        importer = self._importer(job)
        columns = {name: column for column, name in job.mapping.items() if name}
        rows = [_row(job, columns, number, cells) for number, cells in lines]
        batch = Batch(job.id, rows, job.mode, load(ImportOptions, job.options), self._seen if job.status == "validating" else {})
        with self._work(
            self._caller(job), "run_import", f"{importer.noun}.create", reason=f"Import of {job.filename}"[:500]
        ) as work:
            work.begin()
            importer.read(batch)
            importer.decide(work, batch)
            if job.status == "running":
                importer.apply(work, batch)
            else:
                _forget(work, rows)
            self._note(work, job, rows, following)

    def _note(self, work: Work, job: ImportJob, rows: Sequence[Row], following: int) -> None:
        job.counts = work.finish(lambda: ledger.note(work, job, job.next_page, rows, following))
        job.next_page = following

    @staticmethod
    def _caller(job: ImportJob) -> Caller:
        assert job.caller is not None, "whoever said run is kept with the job"  # noqa: S101
        return Caller.from_json(job.caller)

    # --- undoing -----------------------------------------------------------------------------------------------------

    def _undo_some(self, job: ImportJob) -> bool:
        with self._work(self._system(), "read_import") as work:
            rows = ledger.to_undo(work, job.id)
        if not rows:
            undone = importing_of(self.app.name).undone
            self._change(job, lambda job, _: job.finish_undo(undone))
            return False
        if not self._undone(job, rows):
            for row in rows:
                if not self._undone(job, [row]):
                    self._keep(job, row)
        return True

    def _undone(self, job: ImportJob, rows: Sequence[Made]) -> bool:
        """Whether the rows could be undone together."""
        importer = self._importer(job)
        try:
            with self._work(self._caller(job), "undo_import", f"{importer.noun}.create", reason=_reason(job)) as work:
                work.begin()
                importer.undo(work, rows)
                self._note_undone(work, job, rows)
        except (Problem, DBAPIError, StaleDataError) as error:
            if isinstance(error, DBAPIError) and error.connection_invalidated:
                raise
            log.info("rows not undone", job_id=str(job.id), rows=len(rows), error=type(error).__name__)
            return False
        return True

    def _keep(self, job: ImportJob, row: Made) -> None:
        """What cannot be undone stays, such as the last administrator."""
        row.undo = "kept"
        with self._work(self._system(), "undo_import") as work:
            work.begin()
            self._note_undone(work, job, [row])

    def _note_undone(self, work: Work, job: ImportJob, rows: Sequence[Made]) -> None:
        job.counts = work.finish(lambda: ledger.note_undone(work, job, rows))


def _reason(job: ImportJob) -> str:
    return f"Import of {job.filename}"[:500]


def _forget(work: Work, rows: Sequence[Row]) -> None:
    """What a dry run made is let go."""
    work.session.expunge_all()
    for row in rows:
        row.record, row.before, row.also = None, None, []


def _row(job: ImportJob, columns: Mapping[str, str], number: int, cells: list[str]) -> Row:
    row = Row(number, dict(cells_of(cells, job.columns, job.mapping)), columns)
    if len(cells) > len(job.columns) and any(map(str.strip, cells[len(job.columns) :])):
        row.fail("too_many_cells", f"The row has {len(cells)} cells, the file {len(job.columns)} columns")
    return row
