"""What became of the rows of an import, in the order of the file."""

from typing import Any

from crm_kit.imports.job import ImportedRow
from crm_kit.imports.jobs import get_job
from crm_kit.imports.words import ImportRowsQuery
from crm_kit.listing import page
from crm_kit.work import Work


def list_import_rows(query: ImportRowsQuery, work: Work) -> dict[str, Any]:
    job, _ = get_job(work, query)
    return page(work, query, ImportedRow, None, ImportedRow.job_id == job.id)
