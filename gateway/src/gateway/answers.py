"""Replies of services as HTTP answers."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import orjson
from flask import Response
from werkzeug.datastructures import MultiDict

from gateway import reading
from gateway.answer import Answer

JSON = "application/json"


def version_of(reply: dict[str, Any]) -> int | None:
    """The version of the record that a reply shows."""
    version = reply.get("version")
    if version is None and isinstance(reply["result"], dict):
        version = reply["result"].get("version")
    return version if isinstance(version, int) else None


def success(reply: dict[str, Any], status: int = 200) -> Response:
    """The result as JSON with its ETag; 204 where there is none."""
    result, version = reply["result"], version_of(reply)
    response = Answer(status=204) if result is None else Answer(orjson.dumps(result), status, content_type=JSON)
    if version is not None:
        response.headers["ETag"] = f'"{version}"'
    response.headers["Cache-Control"] = "private, no-cache" if version is not None else "no-store"
    if reply.get("replayed"):
        response.headers["Idempotency-Replayed"] = "true"
    return response


def created(reply: dict[str, Any], collection: str) -> Response:
    """201 with the new record's place below `collection`, where it has one."""
    return placed(success(reply, 201), reply, collection)


def placed(response: Response, reply: dict[str, Any], collection: str) -> Response:
    """The answer with the address of the record that it shows."""
    if collection and isinstance(reply["result"], dict) and reply["result"].get("id"):
        response.headers["Location"] = f"{collection}/{reply['result']['id']}"
    return response


def unless_known(response: Response, if_none_match: str | None) -> Response:
    """304 where the caller has this version already."""
    if if_none_match is None:
        return response
    tag, known = response.headers.get("ETag"), reading.etags(if_none_match)
    if tag is None or (known is not None and tag.strip('"') not in known):
        return response
    headers = [(name, value) for name, value in response.headers if name in ("ETag", "Cache-Control")]
    return Answer(status=304, headers=headers)


def page(reply: dict[str, Any], path: str, arguments: MultiDict[str, str]) -> Response:
    """A page of a list, with a link to the next."""
    response = success(reply)
    cursor = reply["result"].get("next_cursor")
    if cursor:
        query = urlencode({**arguments.to_dict(), "cursor": cursor})
        response.headers["Link"] = f'<{path}?{query}>; rel="next"'
    return response
