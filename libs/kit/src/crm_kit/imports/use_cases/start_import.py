"""Begin an import: the file follows in pieces."""

from crm_kit.imports.job import ImportJob
from crm_kit.imports.jobs import Shown, require_import, shown
from crm_kit.imports.not_a_table import NotATable
from crm_kit.imports.registry import importing
from crm_kit.imports.words import ImportStart
from crm_kit.work import Work

MEDIA_TYPES = (
    "", "text/csv", "text/plain", "text/tab-separated-values", "application/csv", "application/octet-stream",
    "application/vnd.ms-excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
)  # fmt: skip


def start_import(command: ImportStart, work: Work) -> Shown:
    importer = importing(command).importer(command.collection)
    require_import(work, importer)
    if command.media_type not in MEDIA_TYPES:
        raise NotATable(f"Not {command.media_type}; Content-Type is text/csv, that of XLSX, or application/octet-stream")
    return shown(work.add(ImportJob(collection=command.collection, filename=command.filename)), command)
