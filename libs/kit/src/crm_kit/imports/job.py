"""The import job: from the upload of a file to the undoing of what came of it; and the tables beside it."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import Column, FetchedValue, Index, Integer, LargeBinary, String, Table, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from crm_kit.imports.words import ImportCounts, ImportOptions
from crm_kit.messages import dump
from crm_kit.model import Aggregate, Fact, Machine, Mapped, column, metadata_of

TABLES = "crm_kit_imports"
UNDOABLE_DAYS = 7
AT_WORK = ("reading", "validating", "running", "undoing")
_READY = "uploaded mapped validated"
_OVER = "completed completed_with_errors cancelled"
metadata = metadata_of(TABLES)


class ImportJob(Aggregate):
    """One file on its way in. `counts` and `next_page` are the worker's, written without a new version, so that one can cancel.

    `caller` is whoever said run, with what they were allowed then: everything is done in their name.
    """

    __tablename__ = "import_jobs"
    TABLES: ClassVar = TABLES
    MACHINE = Machine(
        receive=("uploading", "reading"),
        read=("reading", "uploaded"),
        map=(_READY, "mapped"),
        validate=(_READY, "validating"),
        finish_validation=("validating", "validated"),
        run=(_READY, "running"),
        complete=("running", "completed completed_with_errors"),
        cancel=(f"uploading reading {_READY} validating running", "cancelled"),
        fail=("uploading reading validating running", "failed"),
        undo=(_OVER, "undoing"),
        finish_undo=("undoing", "undone"),
    )

    collection: Mapped[str] = column(String(40))
    filename: Mapped[str] = column(String(200))
    status: Mapped[str] = column(String(30), default="uploading")
    encoding: Mapped[str | None] = column(String(20))
    delimiter: Mapped[str | None] = column(String(1))
    columns: Mapped[list[str]]
    sample: Mapped[list[Any]] = column(JSONB)
    mapping: Mapped[dict[str, Any]]
    mode: Mapped[str] = column(String(20), default="create")
    options: Mapped[dict[str, Any]]
    counts: Mapped[dict[str, Any]]
    pages: Mapped[int] = column(default=0)
    next_page: Mapped[int] = column(default=0)
    error: Mapped[dict[str, Any] | None] = column(JSONB(none_as_null=True))
    caller: Mapped[dict[str, Any] | None] = column(JSONB(none_as_null=True), info={"secret": True})
    started_at: Mapped[dt.datetime | None]
    finished_at: Mapped[dt.datetime | None]
    undoable_until: Mapped[dt.datetime | None]

    def __init__(self, **values: Any) -> None:
        super().__init__(status="uploading", columns=[], sample=[], mapping={}, mode="create", pages=0, next_page=0, **values)
        self.options, self.counts = dump(ImportOptions(), ImportOptions), no_counts()

    def receive(self) -> None:
        """The file is here whole."""
        self.transition("receive")

    def understand(self, sheet: Any, mapping: dict[str, Any], pages: int, total: int) -> None:
        """The file was read."""
        self.transition("read")
        self.encoding, self.delimiter, self.columns, self.sample = sheet.encoding, sheet.delimiter, sheet.columns, sheet.sample
        self.mapping, self.pages, self.counts = mapping, pages, {**no_counts(), "total": total}

    def map(self, mapping: dict[str, Any], mode: str, options: dict[str, Any]) -> None:
        self.transition("map")
        self.mapping, self.mode, self.options = mapping, mode, options

    def begin(self, action: str, caller: dict[str, Any], now: dt.datetime) -> None:
        """Begin a dry run (`validate`) or the real one (`run`), from the first row."""
        self.transition(action)
        self.caller, self.started_at, self.finished_at = caller, now, None
        self.next_page, self.counts = 0, {**no_counts(), "total": self.counts["total"]}

    def finish_validation(self) -> None:
        self.transition("finish_validation")

    def complete(self, event: type, now: dt.datetime) -> None:
        """All rows are done."""
        is_clean = not (self.counts["error"] or self.counts["duplicate"])
        self.transition("complete", "completed" if is_clean else "completed_with_errors")
        self._close(now)
        self.record(event)

    def cancel(self, now: dt.datetime) -> None:
        """Stop; what was done so far stays, and can be undone."""
        self.transition("cancel")
        self._close(now)

    def fail(self, error: dict[str, Any], now: dt.datetime) -> None:
        self.transition("fail")
        self.error = error
        self._close(now)

    def undo(self, caller: dict[str, Any]) -> None:
        self.transition("undo")
        self.caller = caller

    def finish_undo(self, event: type) -> None:
        self.transition("finish_undo")
        self.undoable_until = None
        self.record(event)

    def _close(self, now: dt.datetime) -> None:
        self.finished_at, self.undoable_until = now, now + dt.timedelta(days=UNDOABLE_DAYS)


class ImportedRow(Fact):
    """What became of one row of a file: with `before`, what an updated record was, and `also`, what was made beside it."""

    __tablename__ = "import_rows"
    TABLES: ClassVar = TABLES
    __table_args__ = (
        Index("uq_import_rows_number", "job_id", "number", unique=True),
        Index("ix_import_rows_outcome", "job_id", "outcome", "number"),
        Index("ix_import_rows_record", "job_id", "record_id"),
    )

    job_id: Mapped[UUID]
    number: Mapped[int]
    page: Mapped[int]
    outcome: Mapped[str] = column(String(10))
    record_id: Mapped[UUID | None]
    version: Mapped[int | None]
    before: Mapped[dict[str, Any] | None] = column(JSONB(none_as_null=True))
    also: Mapped[list[Any]] = column(JSONB)
    errors: Mapped[list[Any]] = column(JSONB)
    undo: Mapped[str | None] = column(String(10))


def _pieces(name: str) -> Table:
    return Table(
        name, metadata,
        Column("tenant_id", Uuid, nullable=False, server_default=FetchedValue()),
        Column("job_id", Uuid, primary_key=True),
        Column("number", Integer, primary_key=True, autoincrement=False),
        Column("content", LargeBinary, nullable=False),
    )  # fmt: skip


# The file as it came, until it is read; and its rows, a page of them at a time, until nothing can be undone any more.
import_chunks, import_pages = _pieces("import_chunks"), _pieces("import_pages")

# How somebody mapped these columns last.
import_mappings = Table(
    "import_mappings", metadata,
    Column("tenant_id", Uuid, primary_key=True, server_default=FetchedValue()),
    Column("user_id", Uuid, primary_key=True),
    Column("collection", String(40), primary_key=True),
    Column("columns_hash", String(64), primary_key=True),
    Column("mapping", JSONB, nullable=False),
)  # fmt: skip


def no_counts() -> dict[str, Any]:
    return dump(ImportCounts(), ImportCounts)
