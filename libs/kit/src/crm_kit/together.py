"""Rows of one table that changed are written by one statement, however many they are. The session writes what is new or gone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

import orjson
from sqlalchemy import ARRAY, JSON, TypeDecorator, inspect
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value
from sqlalchemy.orm.exc import StaleDataError

from crm_kit import history
from crm_kit.messages import as_json
from crm_kit.model import Aggregate, Part, Values

Row = Aggregate | Part
_dialect = postgresql.dialect()  # type: ignore[no-untyped-call]


def write(session: Session) -> None:
    """Write the changed columns of records and parts, table by table. StaleDataError where a version moved on."""
    for kind, rows in sorted(_changed(session).items(), key=lambda each: each[0].__tablename__):
        _write(session, kind, rows)


def _changed(session: Session) -> dict[type[Row], list[tuple[Row, set[str]]]]:
    """By kind, the rows of which nothing but plain columns changed, with what did."""
    found: dict[type[Row], list[tuple[Row, set[str]]]] = defaultdict(list)
    for row in session.dirty:
        if isinstance(row, Aggregate | Part) and (names := _modified(row)) and names <= _plain(type(row)).keys():
            found[type(row)].append((row, names))
    return found


def _modified(row: Row) -> set[str]:
    state: Any = inspect(row)
    touched = [name for name in state.committed_state if name in state.mapper.column_attrs]
    return {name for name in touched if state.attrs[name].history.has_changes()}


@cache
def _plain(kind: type[Row]) -> dict[str, tuple[str, str]]:
    """Attribute → column and type of what an array can hold and refers to nothing."""
    found, mapper = {}, inspect(kind)
    for attribute in mapper.column_attrs:  # type: ignore[attr-defined]
        column = attribute.columns[0]
        if _fits_in_array(column.type) and not column.foreign_keys and column.computed is None:
            found[attribute.key] = (column.name, column.type.compile(_dialect).split(" COLLATE")[0])
    return found


def _fits_in_array(kind: Any) -> bool:
    return isinstance(kind, Values) or not isinstance(kind, ARRAY | JSON | TypeDecorator)


def _write(session: Session, kind: type[Row], changed: Sequence[tuple[Row, Iterable[str]]]) -> None:
    rows = sorted((row for row, _ in changed), key=lambda row: row.id)
    names = tuple(sorted({name for _, each in changed for name in each}))
    if getattr(kind, "HAS_HISTORY", True):
        session.info["changes"] += [(row, "update", history.changes(row)) for row in rows]
    keys = ("id", "version") if issubclass(kind, Aggregate) else ("id",)
    told = {name: _column(kind, name, rows) for name in (*keys, *names)}
    if session.connection().exec_driver_sql(_statement(kind, names), told).rowcount != len(rows):
        raise StaleDataError(f"{kind.__name__}: another version was written meanwhile")
    for row in rows:
        settle(session, row, names)


def _column(kind: type[Row], name: str, rows: Sequence[Row]) -> list[Any]:
    """A column of the rows, as the database takes it: what is kept as JSON in its words."""
    values = [getattr(row, name) for row in rows]
    is_json = _plain(kind)[name][1] == "JSONB"
    return [None if value is None else orjson.dumps(as_json(value)).decode() for value in values] if is_json else values


@cache
def _statement(kind: type[Row], names: tuple[str, ...]) -> str:
    """An update from arrays, under the version that was read where there are versions."""
    columns, table = _plain(kind), kind.__tablename__
    is_versioned = issubclass(kind, Aggregate)
    keys = ("id", "version") if is_versioned else ("id",)
    arrays = ", ".join(f"%({name})s::{columns[name][1]}[]" for name in (*keys, *names))
    news = ", ".join((*keys, *(columns[name][0] for name in names)))
    sets = [f"{columns[name][0]} = news.{columns[name][0]}" for name in names] + (["version = old.version + 1"] * is_versioned)
    same = "old.id = news.id" + (" AND old.version = news.version" * is_versioned)
    return f"UPDATE {table} AS old SET {', '.join(sets)} FROM unnest({arrays}) AS news ({news}) WHERE {same}"  # noqa: S608 - names


def settle(session: Session, row: Row, names: Iterable[str]) -> None:
    """To the session a row whose changes are written is as it was read, with nothing left to look for in its columns."""
    for name in names:
        set_committed_value(row, name, getattr(row, name))
    if isinstance(row, Aggregate):
        set_committed_value(row, "version", row.version + 1)
    state: Any = inspect(row)
    if all(name in state.mapper.column_attrs for name in state.committed_state):
        state._commit_all(state.dict, session.identity_map)
