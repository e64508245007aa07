"""Take in a piece of the file; sent again, it takes the place of what was sent."""

import base64
import binascii

from sqlalchemy.dialects.postgresql import insert

from crm_kit.errors import Conflict, Invalid
from crm_kit.imports.job import import_chunks
from crm_kit.imports.jobs import get_job
from crm_kit.imports.words import ImportChunk
from crm_kit.work import Work


def add_import_chunk(command: ImportChunk, work: Work) -> None:
    job, _ = get_job(work, command)
    if job.status != "uploading" or job.created_by != work.caller.user_id:
        raise Conflict("The file is here already", code="already_uploaded")
    piece = {"job_id": job.id, "number": command.number, "content": _content(command.content)}
    keep = insert(import_chunks).values(piece)
    work.session.execute(keep.on_conflict_do_update(index_elements=["job_id", "number"], set_={"content": keep.excluded.content}))


def _content(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise Invalid.field("/content", "invalid", "Not base64") from error
