"""What is new or changed in a table is written by one statement, however many rows it is: they travel as JSON.

The statements go to the database in one trip. What is taken off is left to the session.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import inspect
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import LoaderCallableStatus, RelationshipDirection, Session
from sqlalchemy.orm.attributes import set_committed_value

from crm_kit import history
from crm_kit.messages import json_text
from crm_kit.model import Aggregate, Base, Kept
from crm_kit.trips import Statement

_dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
_quote: Callable[[str], str] = _dialect.identifier_preparer.quote


class Table(NamedTuple):
    """How rows of a kind are written: attribute → column, what stands in for what is not said, when their table's turn comes."""

    name: str
    columns: dict[str, str]
    types: dict[str, str]
    defaults: dict[str, Callable[[], Any]]
    place: int

    def named(self, keys: Iterable[str]) -> list[str]:
        """The columns as SQL has them."""
        return [_quote(self.columns[key]) for key in keys]

    def rows(self, keys: Sequence[str]) -> str:
        """The JSON as rows with these columns."""
        told = zip(self.named(keys), keys, strict=True)
        return f"jsonb_to_recordset(%(rows)s::jsonb) AS news({', '.join(f'{name} {self.types[key]}' for name, key in told)})"


@cache
def _table(kind: type[Base]) -> Table:
    told = {str(each.key): each.columns[0] for each in inspect(kind).column_attrs}
    written = {key: column for key, column in told.items() if column.computed is None and column.server_default is None}
    defaults = {key: _maker(column.default) for key, column in written.items()}
    place = kind.metadata.sorted_tables.index(kind.__table__)  # type: ignore[arg-type]
    types = {key: column.type.compile(_dialect).split(" COLLATE")[0] for key, column in written.items()}
    return Table(kind.__tablename__, {key: str(column.name) for key, column in written.items()}, types, defaults, place)


def _maker(default: Any) -> Callable[[], Any]:
    if default is None:
        return lambda: None
    return lambda: default.arg(None) if default.is_callable else default.arg


def writing(session: Session) -> list[Statement]:
    """What writes every row that is new or changed, of tables that others refer to first; DivisionByZero where a version moved on.

    The rows are from now on as if it had been executed.
    """
    rows: list[Kept] = [row for row in (*session.new, *session.dirty) if isinstance(row, Kept)]
    made, changed = _by_kind(session.new), _by_kind(session.dirty)
    for row in rows:
        _refer(row)
    statements: list[Statement] = []
    for kind in sorted({*made, *changed}, key=lambda each: _table(each).place):
        statements += _updates(session, kind, changed.get(kind, ()))
        statements += _inserts(session, kind, made.get(kind, ()))
    _settle(session, rows)
    return statements


def _by_kind(rows: Iterable[object]) -> dict[type[Kept], list[Any]]:
    found: dict[type[Kept], list[Any]] = defaultdict(list)
    for row in rows:
        if isinstance(row, Kept):
            found[type(row)].append(row)
    return found


def _refer(row: Kept) -> None:
    """Tell the ids that rows know each other by, to those that were put together."""
    state = inspect(row)
    for name, is_inner, pairs in _relations(type(row)):
        if name not in state.committed_state:
            continue
        for other in state.attrs[name].history.added or ():
            source, target = (other, row) if is_inner else (row, other)
            for own, theirs in pairs:
                setattr(target, theirs, getattr(source, own, None))


@cache
def _relations(kind: type[Kept]) -> list[tuple[str, bool, list[tuple[str, str]]]]:
    """The relationships of a kind: name, whether it is the kind that keeps the other's id, and which attribute is which."""
    found = []
    for relation in inspect(kind).relationships:
        is_inner = relation.direction is RelationshipDirection.MANYTOONE
        here, there = (relation.mapper, relation.parent) if is_inner else (relation.parent, relation.mapper)
        named = [(here.get_property_by_column(a).key, there.get_property_by_column(b).key) for a, b in relation.synchronize_pairs]
        found.append((relation.key, is_inner, named))
    return found


# --- new -------------------------------------------------------------------------------------------------------------


def _inserts(session: Session, kind: type[Kept], rows: Sequence[Kept]) -> Iterator[Statement]:
    if not rows:
        return
    table = _table(kind)
    told = [_complete(row, table) for row in rows]
    for row, values in zip(rows, told, strict=True):
        history.note_new(session, row, values)
    sent = [{table.columns[key]: value for key, value in values.items()} for values in told]
    yield Statement(_insertion(kind), {"rows": json_text(sent)})


@cache
def _insertion(kind: type[Kept]) -> str:
    table = _table(kind)
    names = ", ".join(table.named(table.columns))
    return f"INSERT INTO {table.name} ({names}) SELECT {names} FROM {table.rows([*table.columns])}"  # noqa: S608 - names


def _complete(row: Kept, table: Table) -> dict[str, Any]:
    """Attribute → value of a new row, which takes on what it does not say itself."""
    known = row.__dict__
    for key, default in table.defaults.items():
        if key not in known:
            setattr(row, key, default())
    return {key: known[key] for key in table.columns}


# --- changed ---------------------------------------------------------------------------------------------------------


def _updates(session: Session, kind: type[Kept], rows: Sequence[Kept]) -> Iterator[Statement]:
    changed = {row: news for row in sorted(rows, key=lambda each: each.id) if (news := _news(row))}
    if not changed:
        return
    for row, news in changed.items():
        history.note_changed(session, row, news)
    names = tuple(sorted({name for news in changed.values() for name in news}))
    yield Statement(_updating(kind, names), {"rows": _sent(kind, changed, names), "ids": [row.id for row in changed]})
    for row in changed:
        _note_written(row, names)


def _news(row: Kept) -> dict[str, tuple[Any, Any]]:
    """Attribute → what it was, None where that was never read, and what it is."""
    state, columns, found = inspect(row), _table(type(row)).columns, {}
    for name, old in state.committed_state.items():
        if name in columns and old != (new := row.__dict__.get(name)):
            found[name] = (None if isinstance(old, LoaderCallableStatus) else old, new)
    return found


def _sent(kind: type[Kept], rows: Iterable[Kept], names: Sequence[str]) -> str:
    columns, keys = _table(kind).columns, (*_keys(kind), *names)
    return json_text([{columns[key]: getattr(row, key) for key in keys} for row in rows])


def _keys(kind: type[Kept]) -> tuple[str, ...]:
    return ("id", "version") if issubclass(kind, Aggregate) else ("id",)


def _note_written(row: Kept, names: Iterable[str]) -> None:
    for name in names:
        set_committed_value(row, name, getattr(row, name))
    if isinstance(row, Aggregate):
        set_committed_value(row, "version", row.version + 1)


@cache
def _updating(kind: type[Kept], names: tuple[str, ...]) -> str:
    """An update under the version that was read, where there are versions. The ids let the planner see how few rows it is.

    What follows in the same trip must not be committed where a row was not found: so that is an error of the statement's own.
    """
    table, is_versioned = _table(kind), issubclass(kind, Aggregate)
    sets = [f"{name} = news.{name}" for name in table.named(names)] + ["version = old.version + 1"] * is_versioned
    same = "old.id = ANY(%(ids)s) AND old.id = news.id" + " AND old.version = news.version" * is_versioned
    news = table.rows((*_keys(kind), *names))
    update = f"UPDATE {table.name} AS old SET {', '.join(sets)} FROM {news} WHERE {same} RETURNING 1"  # noqa: S608 - names
    return f"WITH written AS ({update}) SELECT 1 / (count(*) = cardinality(%(ids)s))::int FROM written"  # noqa: S608 - names


# --- written ---------------------------------------------------------------------------------------------------------


def _settle(session: Session, rows: Iterable[Kept]) -> None:
    """To the session they are as they were read, but for what was taken out of collections, which is left to it."""
    settled = dict.fromkeys(state for row in rows if not _takes_off(state := inspect(row)))  # in the order in which they came
    session._register_persistent(settled.keys())  # type: ignore[arg-type]


def _takes_off(state: Any) -> bool:
    outer = (name for name, is_inner, _ in _relations(state.class_) if not is_inner and name in state.committed_state)
    return any(state.attrs[name].history.deleted for name in outer)
