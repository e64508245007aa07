"""How a dry run and a real run begin: with somebody who may, a mapping that is whole, and a clean slate."""

from __future__ import annotations

from sqlalchemy import delete

from crm_kit.imports.columns import require_mapped
from crm_kit.imports.job import ImportedRow
from crm_kit.imports.jobs import Shown, get_job, require_import, shown, wake_worker
from crm_kit.imports.words import ImportAction
from crm_kit.work import Work


def begin(command: ImportAction, work: Work, action: str) -> Shown:
    """Hand a job to the worker for the action. Forbidden (403), Invalid (422) while something is not mapped."""
    job, importer = get_job(work, command, command.version)
    require_import(work, importer)
    job.MACHINE.after(action, job.status)
    require_mapped(job.mapping, importer.fields)
    work.session.execute(delete(ImportedRow).where(ImportedRow.job_id == job.id), execution_options={"synchronize_session": False})
    job.begin(action, work.caller.as_json(), work.now)
    wake_worker(work)
    return shown(job, command)
