"""Take back what an import made, in the background; what somebody has changed since stays."""

from crm_kit.errors import Conflict
from crm_kit.imports.jobs import Shown, get_job, require_import, shown, wake_worker
from crm_kit.imports.words import ImportAction
from crm_kit.work import Work


def undo_import(command: ImportAction, work: Work) -> Shown:
    job, importer = get_job(work, command, command.version)
    require_import(work, importer)
    job.MACHINE.after("undo", job.status)
    if job.undoable_until is None or job.undoable_until < work.now:
        raise Conflict("An import can be undone for seven days", code="too_late")
    job.undo(work.caller.as_json())
    wake_worker(work)
    return shown(job, command)
