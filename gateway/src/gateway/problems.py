"""Whatever goes wrong, as problem+json."""

from __future__ import annotations

from typing import Any

import orjson
from flask import Response
from werkzeug.exceptions import HTTPException

from crm_kit.errors import Problem
from gateway.answer import Answer

_CODES = {
    400: "malformed", 404: "not_found", 405: "method_not_allowed", 406: "not_acceptable", 408: "timeout", 411: "length_required",
    413: "too_large", 414: "too_large", 415: "unsupported_media_type", 431: "too_large",
}  # fmt: skip
_IN_PROGRESS_SECONDS = 1


def document(problem: dict[str, Any], request_id: str) -> Response:
    """The answer for a problem's members, with the headers that belong to it."""
    status = int(problem.get("status", 500))
    members = {"type": f"urn:crm:problem:{problem.get('code', 'unknown')}", **problem, "request_id": request_id}
    response = Answer(orjson.dumps(members), status, content_type="application/problem+json")
    if status == 401:
        response.headers["WWW-Authenticate"] = 'Bearer realm="crm"'
    if (seconds := _wait(problem)) is not None:
        response.headers["Retry-After"] = str(seconds)
    if status == 412 and isinstance(problem.get("version"), int):
        response.headers["ETag"] = f'"{problem["version"]}"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _wait(problem: dict[str, Any]) -> int | None:
    if "retry_after" in problem:
        return int(problem["retry_after"])
    if problem.get("status") in (503, 504):
        return 2
    return _IN_PROGRESS_SECONDS if problem.get("code") == "in_progress" else None


def of_http(error: HTTPException) -> dict[str, Any]:
    """The members for an error that Flask itself raised."""
    status = error.code or 500
    members = {"status": status, "code": _CODES.get(status, "http_error"), "title": error.name}
    return {**members, "detail": error.description} if error.description else members


def of_bug() -> dict[str, Any]:
    """The members for something that nobody foresaw; what it was is in the log, under the request's id."""
    return Problem().as_dict()
