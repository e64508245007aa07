"""What is written beside the records while a job is worked on: its pages, what became of each row, and how far it is."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import delete, insert, select

from crm_kit.imports.importer import Made, Row
from crm_kit.imports.job import ImportedRow, ImportJob, import_chunks, import_pages
from crm_kit.messages import as_json
from crm_kit.model import new_id
from crm_kit.work import Work

PAGE_ROWS = 500
Page = list[tuple[int, list[str]]]

NOTE = """
INSERT INTO import_rows (id, job_id, number, page, outcome, record_id, version, before, also, errors, at)
SELECT id, %(job)s, number, %(page)s, outcome, record_id, version, before, also, errors, now()
FROM jsonb_populate_recordset(NULL::import_rows, %(rows)s::jsonb)
"""
# Nothing is done twice and nothing after a cancel: it goes on only from where it was, and only in the state that asked for it.
GO_ON = """
UPDATE import_jobs SET counts = %(counts)s::jsonb, next_page = %(next)s
WHERE id = %(job)s AND status = %(status)s AND next_page = %(page)s
"""
UNDONE = """
UPDATE import_rows SET undo = told.undo FROM unnest(%(numbers)s::int[], %(undos)s::text[]) AS told(number, undo)
WHERE job_id = %(job)s AND import_rows.number = told.number
"""


class Interrupted(Exception):
    """Somebody cancelled the job, or another worker has gone on with it."""


def cut(rows: Iterable[tuple[int, list[str]]]) -> Iterator[Page]:
    """Rows in pages."""
    page: Page = []
    for row in rows:
        page.append(row)
        if len(page) == PAGE_ROWS:
            yield page
            page = []
    if page:
        yield page


def keep_pages(work: Work, job: ImportJob, rows: Iterable[tuple[int, list[str]]]) -> tuple[int, int]:
    """Keep the rows of a file in place of the file; gives how many pages and rows there are."""
    pages = rows_kept = 0
    for page in cut(rows):
        packed = zlib.compress(orjson.dumps(page), 1)
        work.session.execute(insert(import_pages).values(job_id=job.id, number=pages, content=packed))
        pages, rows_kept = pages + 1, rows_kept + len(page)
    work.session.execute(delete(import_chunks).where(import_chunks.c.job_id == job.id))
    return pages, rows_kept


def read_pages(work: Work, job_id: UUID, numbers: Collection[int]) -> Iterator[Page]:
    """Pages of a job, in order."""
    wanted = import_pages.c.job_id == job_id, import_pages.c.number.in_(numbers)
    for content in work.session.scalars(select(import_pages.c.content).where(*wanted).order_by(import_pages.c.number)):
        yield orjson.loads(zlib.decompress(content))


def file_of(work: Work, job_id: UUID) -> bytes:
    pieces = select(import_chunks.c.content).where(import_chunks.c.job_id == job_id).order_by(import_chunks.c.number)
    return b"".join(work.session.scalars(pieces))


def done_of(work: Work, job_id: UUID, page: Page) -> set[int]:
    """The rows of a page that are done already: a worker died in the middle of a page that it did row by row."""
    these = ImportedRow.job_id == job_id, ImportedRow.number.between(page[0][0], page[-1][0])
    return set(work.session.scalars(select(ImportedRow.number).where(*these)))


def earlier(work: Work, job_id: UUID, record_ids: Collection[UUID]) -> dict[UUID, int]:
    """Which earlier rows of the file made or changed these records: a file does that once, or it could not be undone."""
    mine = ImportedRow.job_id == job_id, ImportedRow.record_id.in_(record_ids)
    found = work.session.execute(select(ImportedRow.record_id, ImportedRow.number).where(*mine)) if record_ids else ()
    return {record_id: number for record_id, number in found if record_id is not None}


def note(work: Work, job: ImportJob, page: int, rows: Sequence[Row], next_page: int) -> dict[str, Any]:
    """Write down what became of rows and how far the job is; Interrupted where it is not ours to go on with. Gives the counts."""
    counts = dict(job.counts)
    for row in rows:
        counts[row.outcome] += 1
    counts["done"] += len(rows)
    go_on(work, job, counts, page, next_page)
    work.write(NOTE, job=job.id, page=page, rows=orjson.dumps([_told(row) for row in rows]).decode())
    return counts


def go_on(work: Work, job: ImportJob, counts: dict[str, Any], page: int, next_page: int) -> None:
    told = {"job": job.id, "counts": orjson.dumps(counts).decode(), "next": next_page, "page": page, "status": job.status}
    if not work.session.connection().exec_driver_sql(GO_ON, told).rowcount:
        raise Interrupted()


def _told(row: Row) -> dict[str, Any]:
    made = row.record if row.outcome in ("created", "updated") else None
    return {
        "id": new_id(), "number": row.number, "outcome": row.outcome, "record_id": made and made.id,
        "version": made and made.version, "before": as_json(row.before), "also": row.also, "errors": row.errors,
    }  # fmt: skip


def to_undo(work: Work, job_id: UUID, most: int = PAGE_ROWS) -> list[Made]:
    """The next rows to undo, the last first."""
    mine = ImportedRow.job_id == job_id, ImportedRow.outcome.in_(("created", "updated")), ImportedRow.undo.is_(None)
    columns = (
        ImportedRow.number, ImportedRow.outcome, ImportedRow.record_id, ImportedRow.version, ImportedRow.before, ImportedRow.also,
    )  # fmt: skip
    rows = work.session.execute(select(*columns).where(*mine).order_by(ImportedRow.number.desc()).limit(most))
    return [Made(*row) for row in rows]


def note_undone(work: Work, job: ImportJob, rows: Sequence[Made]) -> dict[str, Any]:
    """Write down which rows were undone and which kept. Gives the counts."""
    counts = dict(job.counts)
    for row in rows:
        counts[row.undo] += 1
    go_on(work, job, counts, job.next_page, job.next_page)
    work.write(UNDONE, job=job.id, numbers=[row.number for row in rows], undos=[row.undo for row in rows])
    return counts
