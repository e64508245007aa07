"""What each kind of row does with a request: payload in, reply out."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from flask import Response, g, request

from crm_kit.errors import Invalid
from gateway import answers, downloads, problems, reading, shared, uploads
from gateway.access import Access
from gateway.batches import batch
from gateway.joins import join
from gateway.questions import Question, reader_of
from gateway.rows import Row
from gateway.switchboard import Switchboard
from gateway.visit import Visit

Places = dict[str, Any]
Handle = Callable[[Visit, Places], Response]
_PLACE = re.compile(r"<(?:\w+:)?(\w+)>")


def view_for(board: Switchboard, row: Row, rows: Sequence[Row]) -> Callable[..., Response]:
    """The Flask view of a row among all the others."""
    handle = _access(board, row, rows) if row.kind == "access" else _handle(board, row)

    def view(**places: Any) -> Response:
        visit: Visit = g.visit
        visit.route = row.path
        board.admit(row, visit)
        return handle(visit, {name: str(value) for name, value in places.items()})

    return view


def _handle(board: Switchboard, row: Row) -> Handle:
    if not row.others:
        return _KINDS[row.kind](board, row)
    if row.kind == "list" and not row.places:
        return shared.page_of_all(board, row)
    return shared.by_owner(board, row, {each.spec.service: _KINDS[row.kind](board, each) for each in row.alternatives})


def _problem(problem: dict[str, Any], visit: Visit) -> Response:
    return problems.document(problem, visit.request_id)


def _question(board: Switchboard, row: Row, answer: Callable[[dict[str, Any]], Response]) -> Handle:
    question = Question(row)

    def handle(visit: Visit, places: Places) -> Response:
        asked = question.payload(request.args)
        reply = board.ask(row, {**asked.payload, **places}, visit)
        return _problem(asked.complaint(reply["problem"]), visit) if "problem" in reply else answer(reply)

    return handle


def _get(board: Switchboard, row: Row) -> Handle:
    return _question(board, row, lambda reply: answers.unless_known(answers.success(reply), request.headers.get("If-None-Match")))


def _list(board: Switchboard, row: Row) -> Handle:
    return _question(board, row, lambda reply: answers.page(reply, request.path, request.args))


def _search(board: Switchboard, row: Row) -> Handle:
    def handle(visit: Visit, places: Places) -> Response:
        reply = board.ask(row, _payload(reading.body_of(request), places), visit)
        return _problem(reply["problem"], visit) if "problem" in reply else answers.success(reply)

    return handle


def _command(board: Switchboard, row: Row, answer: Callable[[dict[str, Any], Places], Response]) -> Handle:
    def handle(visit: Visit, places: Places) -> Response:
        visit.message_id = reading.message_id(request.headers.get("Idempotency-Key"))
        body = reading.body_of(request, row.largest)
        board.slow_down(row, visit, body)
        reply = _run(board, row, _change(row, body, places), visit)
        return _problem(reply["problem"], visit) if "problem" in reply else answer(reply, places)

    return handle


def _run(board: Switchboard, row: Row, payload: dict[str, Any], visit: Visit) -> dict[str, Any]:
    status = 500
    try:
        reply = board.ask(row, payload, visit)
        status = reply["problem"]["status"] if "problem" in reply else 200
        return reply
    finally:
        board.settle(row, visit, status)


def _change(row: Row, body: dict[str, Any], places: Places) -> dict[str, Any]:
    payload = _payload(body, {**places, **_named(row)})
    if row.needs_version or (row.takes_version and request.headers.get("If-Match")):
        payload["version"] = reading.version_wanted(request.headers.get("If-Match"), body)
    return payload


def _named(row: Row) -> Places:
    """The fields that query parameters hold; a command takes no others."""
    unknown = [name for name in request.args if name not in row.parameters]
    if unknown:
        raise Question.unknown(unknown[0])
    return {row.parameters[name]: reader_of(row.message, row.parameters[name])(value) for name, value in request.args.items()}


def _payload(body: dict[str, Any], places: Places) -> dict[str, Any]:
    """The body with what the path says; a body that says it too is refused, for the two might differ."""
    for name in places:
        if name in body:
            raise Invalid.field(f"/{name}", "unknown_field", "This stands in the address, not in the body.")
    return {**body, **places}


def _create(board: Switchboard, row: Row) -> Handle:
    template = "/v1" + _PLACE.sub(r"{\1}", row.location) if row.location else ""
    return _command(board, row, lambda reply, places: answers.created(reply, template.format(**places)))


def _put(board: Switchboard, row: Row) -> Handle:
    """The same status whether it was there or not: a repeat is answered alike."""
    return _command(board, row, lambda reply, _: answers.placed(answers.success(reply), reply, f"/v1{row.location}"))


def _act(board: Switchboard, row: Row) -> Handle:
    return _command(board, row, lambda reply, _: answers.success(reply))


def _remove(board: Switchboard, row: Row) -> Handle:
    return _command(board, row, lambda reply, _: answers.success({**reply, "result": None, "version": None}))


def _batch(board: Switchboard, row: Row) -> Handle:
    def handle(visit: Visit, places: Places) -> Response:
        visit.message_id = reading.message_id(request.headers.get("Idempotency-Key"))
        return batch(board, row, reading.body_of(request), places, visit)

    return handle


def _access(board: Switchboard, row: Row, rows: Sequence[Row]) -> Handle:
    access = Access(board, row, rows)
    return lambda visit, _places: access.explain(request.args, visit)


def _join(board: Switchboard, row: Row) -> Handle:
    return lambda visit, places: join(board, row, places, visit)


_KINDS: dict[str, Callable[[Switchboard, Row], Handle]] = {
    "get": _get, "list": _list, "search": _search, "create": _create, "batch": _batch,
    "change": _act, "remove": _remove, "action": _act, "put": _put, "join": _join,
    "upload": uploads.upload, "download": downloads.download,
}  # fmt: skip
