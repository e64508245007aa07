"""History: who changed what, when, from where and why, written in the same transaction and never changed afterwards."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any
from uuid import UUID

from psycopg import Cursor
from sqlalchemy import event, inspect
from sqlalchemy.orm import Session

from crm_kit.messages import json_text, snake
from crm_kit.model import Aggregate, Base, Part

SILENT = {"id", "tenant_id", "version", "created_at", "updated_at", "created_by", "search_text", "heard"}
HIDDEN = "•••"
TYPES = {
    "at": "timestamptz", "actor_id": "uuid", "on_behalf_of": "uuid", "session_id": "uuid", "ip": "text", "user_agent": "text",
    "use_case": "text", "request_id": "text", "reason": "text", "entity": "text", "entity_id": "uuid", "record_id": "uuid",
    "action": "text", "version": "int", "changes": "jsonb",
}  # fmt: skip
COLUMNS = ", ".join(TYPES)
# One statement however many entries there are: an import writes hundreds at a time.
INSERT = f"""
INSERT INTO history ({COLUMNS}) SELECT {COLUMNS}
FROM jsonb_to_recordset(%s::jsonb) AS entries({", ".join(f"{name} {kind}" for name, kind in TYPES.items())})
"""  # noqa: S608 - constants


def collect(session: Session) -> None:
    """Gather what changes in the session, for `entries`."""
    session.info["changes"] = []
    event.listen(session, "before_flush", _gather)


def _gather(session: Session, *_: Any) -> None:
    session.info["changes"] += [(row, "delete", {}) for row in session.deleted]


def note(session: Session, record: Aggregate, name: str, old: Any, new: Any) -> None:
    """Put into the record's history what is not a column of it, such as a share."""
    session.info["changes"].append((record, "update", {name: [old, new]}))


def note_new(session: Session, row: Base, values: Mapping[str, Any]) -> None:
    """Note a new row with the values of its attributes."""
    if _is_told(row):
        shown = _columns(type(row))
        told = {key: [None, value] for key, value in values.items() if key in shown and value is not None}
        session.info["changes"].append((row, "create", _without_secrets(told, shown)))


def note_changed(session: Session, row: Base, news: Mapping[str, tuple[Any, Any]]) -> None:
    """Note what differs in a row from what was read: attribute → before and after."""
    if _is_told(row):
        shown = _columns(type(row))
        told = {key: [old, new] for key, (old, new) in news.items() if key in shown and old != new}
        session.info["changes"].append((row, "update", _without_secrets(told, shown)))


def _is_told(row: Base) -> bool:
    return isinstance(row, Aggregate | Part) and getattr(row, "HAS_HISTORY", True)


@cache
def _columns(kind: type[Base]) -> dict[str, bool]:
    """Attribute → whether it is secret, of what the history tells."""
    columns = {each.key: each.columns[0] for each in inspect(kind).column_attrs}
    return {key: bool(column.info.get("secret")) for key, column in columns.items() if key not in SILENT}


def _without_secrets(told: dict[str, list[Any]], shown: Mapping[str, bool]) -> dict[str, list[Any]]:
    """A secret shows only that it changed."""
    return {key: [HIDDEN, HIDDEN] if shown[key] else pair for key, pair in told.items()}


def write(cursor: Cursor[Any], rows: list[dict[str, Any]]) -> None:
    """Append entries to the history."""
    if rows:
        cursor.execute(INSERT, [json_text(rows)])


def entries(session: Session, about: Callable[[UUID], dict[str, Any]]) -> list[dict[str, Any]]:
    """One row of the history per aggregate or part that changed; several flushes of one row are one entry.

    `about` says of a record who changed it, and why.
    """
    merged: dict[Any, dict[str, Any]] = {}
    versions = {row.id: row.version for row in session.identity_map.values() if isinstance(row, Aggregate)}
    for row, action, changed in session.info["changes"]:
        if not _is_told(row):
            continue
        entry = merged.get(row.id) or merged.setdefault(row.id, _entry(row, action, about, versions))
        if action == "delete":
            entry["action"] = action
        _merge(entry["changes"], changed)
    return [entry for entry in merged.values() if entry["changes"] or entry["action"] == "delete"]


def _merge(known: dict[str, list[Any]], more: dict[str, list[Any]]) -> None:
    """What was before all changes, and what is after the last one."""
    earlier = {name: [known[name][0], more[name][1]] for name in known.keys() & more.keys()}
    known |= more | earlier


def _entry(row: Base, action: str, about: Callable[[UUID], dict[str, Any]], versions: dict[Any, int]) -> dict[str, Any]:
    """A part's entry has the version that its aggregate got by the change."""
    record_id = getattr(row, row.PARENT) if isinstance(row, Part) else row.id  # type: ignore[attr-defined]
    return {
        **about(record_id),
        "entity": snake(type(row).__name__),
        "entity_id": row.id,  # type: ignore[attr-defined]
        "record_id": record_id,
        "action": action,
        "version": row.version if isinstance(row, Aggregate) else versions.get(record_id),
        "changes": {},
    }
