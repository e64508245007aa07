"""The rows that were not taken, as they stood in the file, each with what is wrong: to be mended and sent again."""

from typing import Any

from sqlalchemy import select

from crm_kit.imports.importer import Row
from crm_kit.imports.job import ImportedRow
from crm_kit.imports.jobs import get_job
from crm_kit.imports.ledger import read_pages
from crm_kit.imports.words import ImportErrors, ImportErrorsQuery
from crm_kit.messages import dump
from crm_kit.work import Work

MOST = 1000


def list_import_errors(query: ImportErrorsQuery, work: Work) -> dict[str, Any]:
    job, _ = get_job(work, query)
    refused = (ImportedRow.job_id == job.id, ImportedRow.outcome.in_(("error", "duplicate")), ImportedRow.number > query.after)
    columns = ImportedRow.number, ImportedRow.page, ImportedRow.errors
    found = work.session.execute(select(*columns).where(*refused).order_by(ImportedRow.number).limit(MOST)).all()
    cells = {number: cells for page in read_pages(work, job.id, {row.page for row in found}) for number, cells in page}
    rows = [_line(cells.get(row.number, []), len(job.columns), row) for row in found]
    following = found[-1].number if len(found) == MOST else None
    return dump(None, ImportErrors, {"columns": [*job.columns, "error"], "rows": rows, "next": following})


def _line(cells: list[str], width: int, row: Any) -> list[str]:
    """The row as wide as the file, the error behind it, and what is too much of it behind that."""
    return [*cells[:width], *[""] * (width - len(cells)), Row(row.number, {}, {}, errors=row.errors).text, *cells[width:]]
