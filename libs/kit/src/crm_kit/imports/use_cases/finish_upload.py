"""The file is here whole: hold it against its digest and have it read."""

import hashlib

from sqlalchemy import select

from crm_kit.errors import Invalid
from crm_kit.imports.job import import_chunks
from crm_kit.imports.jobs import Shown, get_job, shown, wake_worker
from crm_kit.imports.words import ImportUpload
from crm_kit.work import Work


def finish_upload(command: ImportUpload, work: Work) -> Shown:
    job, _ = get_job(work, command)
    _check(command, work)
    job.receive()
    wake_worker(work)
    return shown(job, command)


def _check(command: ImportUpload, work: Work) -> None:
    whole, count = hashlib.sha256(), 0
    pieces = select(import_chunks.c.content).where(import_chunks.c.job_id == command.job_id).order_by(import_chunks.c.number)
    for content in work.session.scalars(pieces.execution_options(yield_per=8)):
        whole.update(content)
        count += 1
    if not count:
        raise Invalid("There is nothing in the file", code="empty_file")
    if (count, whole.hexdigest()) != (command.chunks, command.sha256):
        raise Invalid("The file did not come whole; send it again", code="incomplete_upload")
