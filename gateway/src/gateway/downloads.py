"""Tables as files: CSV that spreadsheets open in any language, and in which no cell is a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from flask import Response, request

from crm_kit.imports.formulas import harmless
from gateway import problems
from gateway.answer import Answer
from gateway.questions import Question
from gateway.rows import Row
from gateway.switchboard import Switchboard
from gateway.visit import Visit

_MARK = "\ufeff"
Places = dict[str, Any]


def download(board: Switchboard, row: Row) -> Callable[[Visit, Places], Response]:
    """The answer of a query that has `columns`, `rows` and `next`, page after page, as an attachment."""

    def handle(visit: Visit, places: Places) -> Response:
        for name in request.args:
            raise Question.unknown(name)
        first = board.ask(row, places, visit)
        if "problem" in first:
            return problems.document(first["problem"], visit.request_id)
        name = f"{row.path.rpartition('/')[2]}-{places[row.places[0]]}.csv"
        headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
        return Answer(_written(board, row, places, visit, first["result"]), content_type="text/csv; charset=utf-8", headers=headers)

    return handle


def _written(board: Switchboard, row: Row, places: Places, visit: Visit, page: dict[str, Any]) -> Iterator[bytes]:
    yield (_MARK + _lines([page["columns"]])).encode()
    while True:
        yield _lines(page["rows"]).encode()
        if page["next"] is None:
            return
        reply = board.ask(row, {**places, "after": page["next"]}, visit)
        if "problem" in reply:
            raise ConnectionError("the rest of the file did not come")
        page = reply["result"]


def _lines(rows: Sequence[Sequence[str]]) -> str:
    kept = io.StringIO()
    csv.writer(kept).writerows([harmless(cell) for cell in row] for row in rows)
    return kept.getvalue()
