"""Many creations in one request: each row a call of its own, a few at a time, each with its own answer."""

from __future__ import annotations

import time
from collections import deque
from typing import Any

import orjson
from flask import Response

from crm_kit.errors import Malformed, Problem, Unavailable
from gateway import answers
from gateway.answer import Answer
from gateway.pending import Call
from gateway.rows import Row
from gateway.switchboard import COMMAND_SECONDS, Switchboard
from gateway.visit import Visit

MOST_ROWS = 500
AT_ONCE = 8
_LONGEST_SECONDS = 25.0


def batch(board: Switchboard, row: Row, body: dict[str, Any], places: dict[str, str], visit: Visit) -> Response:
    """201 where every row was created, else 207; `data` has one entry per row, in order."""
    rows = _rows(body, places)
    results = _Batch(board, row, visit).run(rows)
    board.settle(row, visit, 200)
    status = 201 if all(result["status"] == 201 for result in results) else 207
    content = orjson.dumps({"data": results})
    return Answer(content, status, content_type=answers.JSON, headers={"Cache-Control": "no-store"})


def _rows(body: dict[str, Any], places: dict[str, str]) -> list[dict[str, Any]]:
    rows = body.get("data")
    if set(body) != {"data"} or not isinstance(rows, list) or not 1 <= len(rows) <= MOST_ROWS:
        raise Malformed(f'Send {{"data": [...]}} with 1 to {MOST_ROWS} objects', code="malformed_batch")
    if not all(isinstance(each, dict) for each in rows):
        raise Malformed("Each row is an object", code="malformed_batch")
    return [{**each, **places} for each in rows]


class _Batch:
    """The calls of one batch. What is not begun in time is left undone, and says so."""

    def __init__(self, board: Switchboard, row: Row, visit: Visit) -> None:
        self._board, self._row, self._visit = board, row, visit
        self._results: list[dict[str, Any]] = []
        self._running: deque[Call | Problem] = deque()
        self._end = time.monotonic() + _LONGEST_SECONDS

    def run(self, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        for number, payload in enumerate(rows):
            if len(self._running) >= AT_ONCE:
                self._finish_one()
            self._running.append(self._begin(number, payload))
        while self._running:
            self._finish_one()
        return self._results

    def _begin(self, number: int, payload: dict[str, Any]) -> Call | Problem:
        if time.monotonic() > self._end:
            return Unavailable("This row was not begun in time; send it again")
        try:
            return self._board.send(self._row.message, payload, self._visit, f"{self._visit.message_id}:{number}")
        except Problem as problem:
            return problem

    def _finish_one(self) -> None:
        call = self._running.popleft()
        try:
            if isinstance(call, Problem):
                raise call
            reply = call.reply(min(COMMAND_SECONDS, self._end + COMMAND_SECONDS - time.monotonic()))
        except Problem as problem:
            reply = {"problem": problem.as_dict()}
        self._results.append(_result(len(self._results), reply))


def _result(number: int, reply: dict[str, Any]) -> dict[str, Any]:
    if "problem" in reply:
        return {"row": number, "status": reply["problem"].get("status", 500), "problem": reply["problem"]}
    return {"row": number, "status": 201, "replayed": bool(reply.get("replayed")), "data": reply["result"]}
