"""Why can this user see that record? Identity says what they may do, the record's service explains what follows from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Response

from crm_kit.errors import Malformed
from gateway import answers, problems
from gateway.rows import Row
from gateway.switchboard import Switchboard, seconds_for
from gateway.visit import Visit

PARAMETERS = ("user_id", "collection", "id", "action")
NEEDED = PARAMETERS[:3]


class Access:
    """The collections whose records have explanations: those that can be read one by one, in services that explain themselves."""

    def __init__(self, board: Switchboard, row: Row, rows: Sequence[Row]) -> None:
        self._board, self._row = board, row
        explains = {each.spec.service: each.message for each in rows if each.kind == "explain"}
        self.entities = {
            name: (explains[service], noun) for name, (service, noun) in collections(rows).items() if service in explains
        }

    def explain(self, arguments: Mapping[str, str], visit: Visit) -> Response:
        """The service's explanation; 400 for parameters and collections that do not exist."""
        self._check(arguments)
        subject = self._ask(self._row.message, {"user_id": arguments["user_id"]}, visit)
        if "problem" in subject:
            return problems.document(subject["problem"], visit.request_id)
        message, entity = self.entities[arguments["collection"]]
        question = {"entity": entity, "record_id": arguments["id"], "subject": subject["result"]["caller"]}
        reply = self._ask(message, {**question, "action": arguments.get("action", "read")}, visit)
        return problems.document(reply["problem"], visit.request_id) if "problem" in reply else answers.success(reply)

    def _ask(self, message: type, payload: dict[str, Any], visit: Visit) -> dict[str, Any]:
        return self._board.send(message, payload, visit, visit.request_id).reply(seconds_for(message))

    def _check(self, arguments: Mapping[str, str]) -> None:
        for name in arguments:
            if name not in PARAMETERS:
                raise _bad(name, "unknown_parameter", f"There is no parameter '{name[:100]}'")
        for name in NEEDED:
            if not arguments.get(name):
                raise _bad(name, "required", f"'{name}' is missing")
        if arguments["collection"] not in self.entities:
            raise _bad("collection", "unknown_collection", f"There are {', '.join(sorted(self.entities))}")


def collections(rows: Sequence[Row]) -> dict[str, tuple[str, str]]:
    """Collection → service and noun, for every collection whose records can be read by their id."""
    readable = [row for row in rows if row.kind == "get" and row.shape.count("/") == 2 and row.shape.endswith("/{}")]
    return {row.path.split("/")[1]: (row.spec.service, row.spec.noun) for row in readable}


def _bad(name: str, code: str, why: str) -> Malformed:
    return Malformed(why, code=code, errors=[{"parameter": name, "code": code, "message": why}])
