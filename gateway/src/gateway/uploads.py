"""Files: taken in as they come and handed on in pieces, so that no process ever holds one whole."""

from __future__ import annotations

import base64
import hashlib
import time
from collections.abc import Callable, Iterator
from typing import Any

from flask import Response, request

from crm_kit.errors import Malformed
from crm_kit.messages import spec_of
from gateway import answers, problems, reading
from gateway.questions import Question
from gateway.rows import Row, Upload
from gateway.switchboard import Switchboard, seconds_for
from gateway.visit import Visit

LARGEST_UPLOAD = 64 * 1024 * 1024
PIECE = 384 * 1024
_WAIT_SECONDS = 10.0
_LOOKS = (0.05, 0.1, 0.2, 0.4)
_PARAMETERS = ("collection", "filename")
Places = dict[str, Any]


class Refused(Exception):
    """A service said no; `problem` is what it said."""

    def __init__(self, problem: dict[str, Any]) -> None:
        super().__init__(problem.get("code"))
        self.problem = problem


def upload(board: Switchboard, row: Row) -> Callable[[Visit, Places], Response]:
    """201 with the import, as it is when the file was read; what is no table is refused with what is wrong."""

    def handle(visit: Visit, _places: Places) -> Response:
        collection, filename = _arguments(row)
        visit.message_id = reading.message_id(request.headers.get("Idempotency-Key"))
        try:
            reply = _Uploading(board, row.uploads[collection], visit).take(collection, filename)
        except Refused as refusal:
            return problems.document(refusal.problem, visit.request_id)
        return answers.created(reply, f"/v1{row.location}")

    return handle


def _arguments(row: Row) -> tuple[str, str]:
    for name, values in request.args.lists():
        if name not in _PARAMETERS:
            raise Question.unknown(name)
        if len(values) > 1:
            raise _wrong(name, "repeated", f"'{name}' stands twice")
    collection, filename = request.args.get("collection"), request.args.get("filename")
    if collection not in row.uploads:
        raise _wrong("collection", "unknown_collection", f"There are {', '.join(sorted(row.uploads))}")
    if not filename:
        raise _wrong("filename", "required", "Say what the file is called")
    return collection, filename


def _wrong(name: str, code: str, why: str) -> Malformed:
    return Malformed(why, code=code, errors=[{"parameter": name, "code": code, "message": why}])


class _Uploading:
    """One file on its way to one service."""

    def __init__(self, board: Switchboard, messages: Upload, visit: Visit) -> None:
        self._board, self._messages, self._visit = board, messages, visit
        self._key = visit.message_id

    def take(self, collection: str, filename: str) -> dict[str, Any]:
        """The reply with the import, at the end."""
        if request.content_encoding:
            raise reading.UnsupportedMediaType("Send the file as it is, not compressed")
        begun = self._ask(self._messages.start, self._key, collection=collection, filename=filename, media_type=request.mimetype)
        job_id, is_known = begun["result"]["id"], bool(begun.get("replayed"))
        is_here = is_known and self._look(job_id)["status"] != "uploading"
        digest, pieces = hashlib.sha256(), 0
        for piece in _pieces():
            digest.update(piece)
            if not is_here:
                self._add(job_id, pieces, piece)
            pieces += 1
        self._ask(self._messages.finish, f"{self._key}:finish"[-255:], job_id=job_id, chunks=pieces, sha256=digest.hexdigest())
        job = self._read(job_id)
        return {"result": job, "version": job["version"], "replayed": is_known}

    def _add(self, job_id: str, number: int, piece: bytes) -> None:
        self._ask(
            self._messages.add, self._visit.request_id, job_id=job_id, number=number, content=base64.b64encode(piece).decode()
        )

    def _read(self, job_id: str) -> dict[str, Any]:
        """The import when its file was read, or as it is after a while; a file that cannot be read is refused."""
        end, looks = time.monotonic() + _WAIT_SECONDS, iter(_LOOKS)
        job = self._look(job_id)
        while job["status"] == "reading" and time.monotonic() < end:
            time.sleep(next(looks, _LOOKS[-1]))
            job = self._look(job_id)
        if job["status"] == "failed" and job["error"]:
            raise Refused({**job["error"], "title": "The file cannot be imported", "job_id": job_id})
        return job

    def _look(self, job_id: str) -> dict[str, Any]:
        found: dict[str, Any] = self._ask(self._messages.look, self._visit.request_id, job_id=job_id)["result"]
        return found

    def _ask(self, message: type, message_id: str, **payload: Any) -> dict[str, Any]:
        reply = self._board.send(message, payload, self._visit, message_id).reply(seconds_for(message))
        if "problem" in reply:
            raise Refused(_about_parameters(reply["problem"]) if spec_of(message).operation == "start_import" else reply["problem"])
        return reply


def _about_parameters(problem: dict[str, Any]) -> dict[str, Any]:
    """What a service says of its fields, said of the query parameters that they were."""
    errors = problem.get("errors", ())
    if problem.get("status") != 422 or not errors:
        return problem
    named = [{**{name: each[name] for name in ("code", "message")}, "parameter": each["pointer"].lstrip("/")} for each in errors]
    return {**problem, "status": 400, "code": "malformed", "title": Malformed.title, "errors": named}


def _pieces() -> Iterator[bytes]:
    """The body in pieces of one size; Flask's own 413 where there is more than LARGEST_UPLOAD of it."""
    request.max_content_length = LARGEST_UPLOAD
    gathered = bytearray()
    while part := request.stream.read(PIECE - len(gathered)):
        gathered += part
        if len(gathered) == PIECE:
            yield bytes(gathered)
            gathered.clear()
    if gathered:
        yield bytes(gathered)
