"""Stop an import. Rows that are done stay done, and can be undone."""

from crm_kit.imports.jobs import Shown, get_job, shown
from crm_kit.imports.words import ImportAction
from crm_kit.work import Work


def cancel_import(command: ImportAction, work: Work) -> Shown:
    job, _ = get_job(work, command, command.version)
    job.cancel(work.now)
    return shown(job, command)
