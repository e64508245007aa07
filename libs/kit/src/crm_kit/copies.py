"""The statements that keep read copies: the newest of what is told of a record stands, in whatever order it comes."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import bindparam
from sqlalchemy.dialects.postgresql import insert

from crm_kit.model import ReadCopy


@cache
def keeping(kind: type[ReadCopy], names: tuple[str, ...]) -> Any:
    """Keeps rows one after the other, of which several may be of one record."""
    table = kind.__table__
    row = insert(table).values({name: bindparam(name, type_=table.c[name].type) for name in names})  # type: ignore[arg-type]
    return _unless_older(kind, row, names)


@cache
def newer(kind: type[ReadCopy], names: tuple[str, ...]) -> Any:
    """Keeps rows of as many records at once, and gives the ids of those that were news."""
    return _unless_older(kind, insert(kind.__table__), names).returning(kind.__table__.c.id)  # type: ignore[arg-type]


def _unless_older(kind: type[ReadCopy], row: Any, names: tuple[str, ...]) -> Any:
    fresh = {name: row.excluded[name] for name in names if name != "id"}
    is_newer = kind.__table__.c.source_version < row.excluded.source_version
    return row.on_conflict_do_update(index_elements=["id"], set_=fresh, where=is_newer)
