"""One address for records of several services: whose a record is, and one list of them all."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

import orjson
from flask import Response, request

from crm_kit.errors import Malformed, Problem, Unavailable
from crm_kit.messages import spec_of
from gateway import answers, problems
from gateway.pending import Call
from gateway.questions import Question
from gateway.rows import Row
from gateway.switchboard import QUERY_SECONDS, Switchboard
from gateway.visit import Visit

Places = dict[str, Any]
Handle = Callable[[Visit, Places], Response]
Reply = dict[str, Any]
_REMEMBERED_SECONDS = 7 * 86400
_OVER = "over"
_DEFAULT_LIMIT = 50


def by_owner(board: Switchboard, row: Row, handles: Mapping[str, Handle]) -> Handle:
    """Let the service answer that has the record."""

    def handle(visit: Visit, places: Places) -> Response:
        found = _owner(board, row, places, visit)
        return handles[found](visit, places) if isinstance(found, str) else problems.document(found, visit.request_id)

    return handle


def _owner(board: Switchboard, row: Row, places: Places, visit: Visit) -> str | dict[str, Any]:
    """The service that has the record, as far as the caller may see it; else the problem. Which one it is, is remembered."""
    field = row.places[0]
    key = f"crm:owner:{field}:{places[field]}"
    known = board.store.run(lambda server: server.get(key))
    if known and known.decode() in {spec_of(message).service for message in row.found_by}:
        return str(known.decode())
    replies = _ask_all(board, {message: {field: places[field]} for message in row.found_by}, visit)
    owner = next((service for service, reply in replies.items() if "problem" not in reply), None)
    if owner is None:
        return _worst(replies)
    board.store.run(lambda server: server.set(key, owner, ex=_REMEMBERED_SECONDS))
    return owner


def _ask_all(board: Switchboard, payloads: Mapping[type, Places], visit: Visit) -> dict[str, Reply]:
    """What each service answers; those that are away, with their problem."""
    calls = {spec_of(message).service: _begin(board, message, payload, visit) for message, payload in payloads.items()}
    return {service: _reply(call) for service, call in calls.items()}


def _begin(board: Switchboard, message: type, payload: Places, visit: Visit) -> Call | Problem:
    try:
        return board.send(message, payload, visit, visit.request_id)
    except Problem as problem:
        return problem


def _reply(call: Call | Problem) -> Reply:
    try:
        if isinstance(call, Problem):
            raise call
        return call.reply(QUERY_SECONDS)
    except Problem as problem:
        return {"problem": problem.as_dict()}


def _worst(replies: Mapping[str, Reply]) -> dict[str, Any]:
    """What is said where nobody has an answer: that somebody is away, before that there is nothing."""
    found = [reply["problem"] for reply in replies.values() if "problem" in reply]
    return dict(max(found, key=lambda problem: problem.get("status", 500)))


# --- the list --------------------------------------------------------------------------------------------------------


def page_of_all(board: Switchboard, row: Row) -> Handle:
    """A page of what all services have, in the order of `created_at`; its cursor holds how far each of them is."""
    question = Question(row)

    def handle(visit: Visit, places: Places) -> Response:
        asked = question.payload(request.args)
        merged = _Merged(board, row, {**asked.payload, **places}, visit)
        problem = merged.gather()
        if problem is not None:
            return problems.document(asked.complaint(problem), visit.request_id)
        return answers.page({"result": merged.page()}, request.path, request.args)

    return handle


class _Merged:
    """One page, put together from a page of each service."""

    def __init__(self, board: Switchboard, row: Row, payload: Places, visit: Visit) -> None:
        self._board, self._visit = board, visit
        self._messages = {spec_of(message).service: message for message in (row.message, *row.others)}
        self._cursors = _unpacked(payload.pop("cursor", None), self._messages)
        self._limit = payload.get("limit", _DEFAULT_LIMIT)
        self._is_down = str(payload.get("sort") or "-created_at").strip().startswith("-")
        self._shown = payload.get("fields")
        self._payload = payload if self._shown is None else {**payload, "fields": [*self._shown, "created_at"]}
        self._pages: dict[str, dict[str, Any]] = {}

    def gather(self) -> dict[str, Any] | None:
        """Ask every service that has more; the problem where one of them does not answer, for a list is whole or none."""
        going_on = {service: message for service, message in self._messages.items() if self._cursors.get(service) != _OVER}
        replies = _ask_all(self._board, {message: self._question(service) for service, message in going_on.items()}, self._visit)
        if any("problem" in reply for reply in replies.values()):
            return _worst(replies)
        self._pages = {service: reply["result"] for service, reply in replies.items()}
        return None

    def _question(self, service: str, **more: Any) -> Places:
        cursor = self._cursors.get(service)
        return {**self._payload, **({"cursor": cursor} if cursor else {}), **more}

    def page(self) -> dict[str, Any]:
        """The first rows of all pages together."""
        rows = [(service, record) for service, page in self._pages.items() for record in page["data"]]
        rows.sort(key=lambda each: (dt.datetime.fromisoformat(each[1]["created_at"]), each[1]["id"]), reverse=self._is_down)
        kept = rows[: self._limit]
        more = len(rows) > len(kept) or any(page["has_more"] for page in self._pages.values())
        answer = {"data": [self._trimmed(record) for _, record in kept], "has_more": more, "next_cursor": None}
        if more:
            answer["next_cursor"] = self._cursor(Counter(service for service, _ in kept))
        counts = [page["count"] for page in self._pages.values() if "count" in page]
        return {**answer, "count": sum(counts)} if counts else answer

    def _trimmed(self, record: dict[str, Any]) -> dict[str, Any]:
        return record if self._shown is None else {name: value for name, value in record.items() if name in ("id", *self._shown)}

    def _cursor(self, kept: Counter[str]) -> str:
        places = {service: self._place(service, kept[service]) for service in self._messages}
        return base64.urlsafe_b64encode(orjson.dumps(places)).decode().rstrip("=")

    def _place(self, service: str, kept: int) -> str | None:
        """Where the next page begins in this service: behind the rows of it that were kept."""
        page = self._pages.get(service)
        if page is None or (kept == len(page["data"]) and not page["has_more"]):
            return _OVER
        if not kept:
            return self._cursors.get(service)
        if kept == len(page["data"]):
            return str(page["next_cursor"])
        again = self._board.send(self._messages[service], self._question(service, limit=kept), self._visit, self._visit.request_id)
        reply = again.reply(QUERY_SECONDS)
        if "problem" in reply:
            raise Unavailable("The list could not be put together")
        return str(reply["result"]["next_cursor"])


def _unpacked(cursor: str | None, services: Mapping[str, type]) -> dict[str, str | None]:
    if cursor is None:
        return {}
    try:
        found = orjson.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, TypeError, binascii.Error) as error:
        raise Malformed("This is not a cursor of ours", code="cursor_malformed") from error
    if not isinstance(found, dict) or not set(found) <= set(services):
        raise Malformed("This is not a cursor of ours", code="cursor_malformed")
    return found
