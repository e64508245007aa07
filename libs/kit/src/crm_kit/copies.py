"""How read copies are kept: the newest of what is told of a record stands, in whatever order it comes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import Session

from crm_kit.messages import as_json
from crm_kit.model import ReadCopy
from crm_kit.trips import Statement

_dialect = postgresql.dialect()  # type: ignore[no-untyped-call]


def keep(session: Session, kind: type[ReadCopy], rows: Sequence[dict[str, Any]]) -> set[UUID]:
    """Keep rows with the same fields, of which several may be of one record; the ids of those that were news."""
    return set(session.connection().exec_driver_sql(*keeping(kind, rows)).scalars())


def keeping(kind: type[ReadCopy], rows: Sequence[dict[str, Any]]) -> Statement:
    """The one statement that does so."""
    names = tuple(rows[0])
    newest = {row["id"]: row for row in sorted(rows, key=lambda row: (row["id"], row["source_version"]))}
    told = [{**_unsaid(kind, names), **row} for row in newest.values()]
    return Statement(
        _keeping(kind, names), {"told": orjson.dumps(told, default=as_json, option=orjson.OPT_PASSTHROUGH_DATACLASS).decode()}
    )


@cache
def _unsaid(kind: type[ReadCopy], names: tuple[str, ...]) -> dict[str, Any]:
    """What stands at first in the fields that nothing is said of."""
    unsaid = {name: column.default for name, column in kind.__table__.c.items() if name not in names}
    return {
        name: default.arg(None) if default.is_callable else default.arg for name, default in unsaid.items() if default is not None
    }


@cache
def _keeping(kind: type[ReadCopy], names: tuple[str, ...]) -> str:
    """Keeps as many rows as a JSON document tells of."""
    columns = [kind.__table__.c[name] for name in (*names, *_unsaid(kind, names))]
    told = ", ".join(f"{each.name} {each.type.compile(_dialect).split(' COLLATE')[0]}" for each in columns)
    row = ", ".join(each.name for each in columns)
    news = ", ".join(f"{name} = excluded.{name}" for name in names if name != "id")
    return (
        f"INSERT INTO {kind.__tablename__} AS known ({row}) SELECT {row} FROM jsonb_to_recordset(%(told)s::jsonb) AS told({told})"  # noqa: S608 - names
        f" ON CONFLICT (id) DO UPDATE SET {news} WHERE known.source_version < excluded.source_version RETURNING id"
    )
