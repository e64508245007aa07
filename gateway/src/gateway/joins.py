"""One record seen by several services at once: sections asked in parallel, any of which may be away.

A section that does not answer shows its last known answer with `stale_since`; it never fails the whole. Answers are remembered for
this caller with these grants only.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import time
from typing import Any

import orjson
from flask import Response

from crm_kit.caller import Caller
from crm_kit.errors import Problem
from gateway import answers, problems
from gateway.answer import Answer
from gateway.pending import Call
from gateway.rows import Row, Section
from gateway.store import Store
from gateway.switchboard import Switchboard
from gateway.visit import Visit

DEADLINE_SECONDS = 1.5
REMEMBERED_SECONDS = 900


def join(board: Switchboard, row: Row, places: dict[str, str], visit: Visit) -> Response:
    """{"sections": {name: {"data", "stale_since"[, "problem"]}}}; the first section's 403 or 404 is the whole's."""
    record_id = places[row.places[0]]
    memory = _Remembered(board.store, visit.visitor.caller, row, record_id)
    replies = _gather(board, row, record_id, visit)
    refusal = replies[row.sections[0].name].get("problem", {})
    if refusal.get("status") in (403, 404):
        return problems.document(refusal, visit.request_id)
    sections = memory.complete(replies)
    content = orjson.dumps({"id": record_id, "sections": sections})
    return Answer(content, content_type=answers.JSON, headers={"Cache-Control": "no-store"})


def _gather(board: Switchboard, row: Row, record_id: str, visit: Visit) -> dict[str, dict[str, Any]]:
    calls = {section.name: _begin(board, section, record_id, visit) for section in row.sections}
    end = time.monotonic() + DEADLINE_SECONDS
    return {name: _reply(call, end - time.monotonic()) for name, call in calls.items()}


def _begin(board: Switchboard, section: Section, record_id: str, visit: Visit) -> Call | Problem:
    try:
        return board.send(section.message, section.payload(record_id), visit, visit.request_id)
    except Problem as problem:
        return problem


def _reply(call: Call | Problem, seconds: float) -> dict[str, Any]:
    try:
        if isinstance(call, Problem):
            raise call
        return call.reply(seconds)
    except Problem as problem:
        return {"problem": problem.as_dict()}


class _Remembered:
    """The last answers of a record's sections to one caller, with the rights they have now."""

    def __init__(self, store: Store, caller: Caller, row: Row, record_id: str) -> None:
        self._store = store
        rights = orjson.dumps(caller.as_json() | {"session_id": None}, option=orjson.OPT_SORT_KEYS)
        self._stem = f"crm:join:{hashlib.blake2b(rights, digest_size=16).hexdigest()}:{row.path}:{record_id}"
        self._now = dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")

    def complete(self, replies: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
        """Each section as it is shown; fresh answers are remembered, absent ones remembered from before."""
        fresh = {name: reply["result"] for name, reply in replies.items() if "problem" not in reply}
        away = [name for name, reply in replies.items() if reply.get("problem", {}).get("status", 0) >= 500]
        self._keep(fresh)
        return {
            **{name: self._refused(reply) for name, reply in replies.items() if name not in fresh},
            **{name: {"data": data, "stale_since": None} for name, data in fresh.items()},
            **self._recall(away),
        }

    @staticmethod
    def _refused(reply: dict[str, Any]) -> dict[str, Any]:
        """The caller may not see this section, or its service knows nothing of the record yet."""
        problem = reply["problem"]
        return {"data": None, "stale_since": None, "problem": {name: problem.get(name) for name in ("status", "code", "title")}}

    def _key(self, name: str) -> str:
        return f"{self._stem}:{name}"

    def _keep(self, sections: dict[str, Any]) -> None:
        entries = {self._key(name): orjson.dumps({"data": data, "stale_since": self._now}) for name, data in sections.items()}

        def write(server: Any) -> Any:
            pipeline = server.pipeline(transaction=False)
            for key, entry in entries.items():
                pipeline.set(key, entry, ex=REMEMBERED_SECONDS)
            return pipeline.execute()

        if entries:
            self._store.run(write)

    def _recall(self, names: list[str]) -> dict[str, dict[str, Any]]:
        if not names:
            return {}
        found: Any = self._store.run(lambda server: server.mget([self._key(name) for name in names])) or [None] * len(names)
        unknown = {"data": None, "stale_since": self._now}
        return {name: orjson.loads(entry) if entry else unknown for name, entry in zip(names, found, strict=True)}
