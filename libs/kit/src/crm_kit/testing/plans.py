"""What the database reads for an answer, for tests of lists that must stay walks along an index.

analyze("inventory")
assert rows_read(crm, ListStock, keeper, limit=20) < 100
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import psycopg
from sqlalchemy import event, make_url

from crm_kit.caller import Caller
from crm_kit.testing.databases import database
from crm_kit.testing.service import ServiceUnderTest
from crm_kit.work import Work

EXPLAIN = "EXPLAIN (ANALYZE, FORMAT JSON) "
READ = ("Actual Rows", "Rows Removed by Filter", "Rows Removed by Index Recheck")


def analyze(service: str) -> None:
    """Have the database count its rows now, as it does by itself from time to time."""
    url = make_url(database(service).owner_database_url).set(drivername="postgresql")
    with psycopg.connect(url.render_as_string(hide_password=False), autocommit=True) as connection:
        connection.execute("ANALYZE")


def rows_read(crm: ServiceUnderTest, message: type, caller: Caller, /, **asked: Any) -> int:
    """How many rows of tables and indexes are read for the answer to a query, with those that are passed over."""
    statements = _statements(crm, message, caller, **asked)
    with Work(crm.app.sessions, caller, "*", "test", {}) as work:
        connection = work.session.connection()
        plans = [connection.exec_driver_sql(EXPLAIN + statement, parameters).scalar_one() for statement, parameters in statements]
    return sum(_read(node) for (plan,) in plans for node in _nodes(plan["Plan"]))


def _statements(crm: ServiceUnderTest, message: type, caller: Caller, **asked: Any) -> list[tuple[str, Any]]:
    found = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_rest: Any) -> None:
        if statement.startswith(("SELECT", "WITH")):
            found.append((statement, parameters))

    event.listen(crm.app.engine, "before_cursor_execute", note)
    try:
        crm.ask(message, caller, **asked)
    finally:
        event.remove(crm.app.engine, "before_cursor_execute", note)
    return found


def _nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for child in node.get("Plans", ()):
        yield from _nodes(child)


def _read(node: dict[str, Any]) -> int:
    is_scan = node["Node Type"].endswith("Scan")
    return sum(node.get(name, 0) for name in READ) * node["Actual Loops"] if is_scan else 0
