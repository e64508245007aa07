"""The words of imports that every service shares. A service declares its own messages on them:

    @command(allow=SIGNED_IN, returns=ImportView)
    class RunImport(ImportAction):
        '''Run an import of customers.'''

What one may import is a permission of its collection (`customers.account.import`), asked for by the use cases.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Annotated, Any, ClassVar, Literal
from uuid import UUID

from crm_kit.lists import ListQuery
from crm_kit.messages import value, view
from crm_kit.words import UNSET, Between, CountryCode, Text, Unset

MOST_CHUNKS = 200
Mode = Literal["create", "upsert", "skip_duplicates", "fill_empty_only"]
Outcome = Literal["created", "updated", "skipped", "duplicate", "error"]
Status = Literal[
    "uploading", "reading", "uploaded", "mapped", "validating", "validated", "running", "completed", "completed_with_errors",
    "failed", "cancelled", "undoing", "undone",
]  # fmt: skip
Collection = Annotated[str, Text(40, least=1, pattern="^[a-z][a-z-]*$")]
System = Annotated[str, Text(60, least=1, pattern="^[a-z0-9][a-z0-9_.-]*$")]
FileName = Annotated[str, Text(200, least=1)]


@value
class ImportOptions:
    """How an import decides.

    `confirm_duplicates` creates what only looks like something that is there; `system` is the one that the file's external ids are
    of; `country` is that of phone numbers which are written without one, in rows that name none.
    """

    confirm_duplicates: bool = False
    system: System = "file"
    country: CountryCode | None = None


@value
class ImportCounts:
    """How many rows there are, are done, and with what outcome; after undoing, how many were undone, or kept as edited since."""

    total: int = 0
    done: int = 0
    created: int = 0
    updated: int = 0
    skipped: int = 0
    duplicate: int = 0
    error: int = 0
    undone: int = 0
    kept: int = 0


@value
class ImportField:
    """Something that a column can be mapped to."""

    name: str
    is_required: bool
    needs_all: bool


@value
class ImportProblem:
    """Why a whole import failed."""

    status: int
    code: str
    detail: str


@value
class CellProblem:
    """What is wrong with a row; `column` is the file's, where it is one column's fault."""

    column: str | None
    code: str
    message: str


@view
class ImportView:
    """An import as a whole.

    `mapping` says for each column which of `fields` it holds, or null; `sample` are the first rows. A dry run fills `counts` too.
    """

    id: UUID
    version: int
    collection: str
    filename: str
    status: Status
    encoding: str | None
    delimiter: str | None
    columns: list[str]
    sample: list[list[str]]
    mapping: dict[str, Any]
    fields: list[ImportField]
    mode: Mode
    options: ImportOptions
    counts: ImportCounts
    error: ImportProblem | None
    created_by: UUID
    created_at: dt.datetime
    started_at: dt.datetime | None
    finished_at: dt.datetime | None
    undoable_until: dt.datetime | None


@view
class ImportListed:
    """An import in the list."""

    id: UUID
    version: int
    collection: str
    filename: str
    status: Status
    mode: Mode
    counts: ImportCounts
    created_by: UUID
    created_at: dt.datetime
    finished_at: dt.datetime | None


@view
class ImportRowView:
    """What became of one row. `number` is its place in the file as spreadsheets count, the line of column names being 1."""

    id: UUID
    number: int
    outcome: Outcome
    record_id: UUID | None
    errors: list[CellProblem]
    undo: Literal["undone", "kept"] | None


@view
class ImportErrors:
    """Rows that were not taken, as they stand in the file with what is wrong; `next` is where the following page begins."""

    columns: list[str]
    rows: list[list[str]]
    next: int | None


@dataclass(frozen=True, kw_only=True)
class ImportStart:
    """Base of every service's `StartImport`."""

    collection: Collection
    filename: FileName
    media_type: Annotated[str, Text(120)] = ""


@dataclass(frozen=True, kw_only=True)
class ImportChunk:
    """Base of every service's `AddImportChunk`: a piece of the file in base64, at most 512 KiB of it."""

    job_id: UUID
    number: Annotated[int, Between(0, MOST_CHUNKS)]
    content: Annotated[str, Text(700_000, least=1, pattern="^[A-Za-z0-9+/]+={0,2}$")]


@dataclass(frozen=True, kw_only=True)
class ImportUpload:
    """Base of every service's `FinishUpload`: how many pieces there were, and the SHA-256 of the whole."""

    job_id: UUID
    chunks: Annotated[int, Between(0, MOST_CHUNKS)]
    sha256: Annotated[str, Text(64, least=64, pattern="^[0-9a-f]+$")]


@dataclass(frozen=True, kw_only=True)
class ImportChange:
    """Base of every service's `ChangeImport`. Columns that `mapping` does not name stay as they are mapped."""

    job_id: UUID
    version: int
    mapping: dict[str, Any] | Unset = UNSET
    mode: Mode | Unset = UNSET
    options: ImportOptions | Unset = UNSET


@dataclass(frozen=True, kw_only=True)
class ImportAction:
    """Base of the commands that move an import on."""

    job_id: UUID
    version: int


@dataclass(frozen=True, kw_only=True)
class ImportQuery:
    """Base of every service's `GetImport`."""

    job_id: UUID


@dataclass(frozen=True, kw_only=True)
class ImportsQuery(ListQuery):
    """Base of every service's `ListImports`."""

    filters: ClassVar = ("collection", "status", "filename", "created_by", "created_at")
    sorts: ClassVar = ("created_at",)
    default_sort: ClassVar = "-created_at"


@dataclass(frozen=True, kw_only=True)
class ImportRowsQuery(ListQuery):
    """Base of every service's `ListImportRows`."""

    filters: ClassVar = ("outcome", "number", "undo")
    sorts: ClassVar = ("number",)
    default_sort: ClassVar = "number"

    job_id: UUID


@dataclass(frozen=True, kw_only=True)
class ImportErrorsQuery:
    """Base of every service's `ListImportErrors`: the rows after the number `after`."""

    job_id: UUID
    after: Annotated[int, Between(0, 2**31 - 1)] = 0


@dataclass(frozen=True, kw_only=True)
class ImportResult:
    """Base of the events `ImportCompleted` and `ImportUndone`."""

    id: UUID
    collection: str
    filename: str
    status: Status
    mode: Mode
    counts: ImportCounts = field(default_factory=ImportCounts)
