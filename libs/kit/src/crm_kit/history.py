"""History: who changed what, when, from where and why, written in the same transaction and never changed afterwards."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any
from uuid import UUID

import orjson
from psycopg import Cursor
from sqlalchemy import event, inspect
from sqlalchemy.orm import Session

from crm_kit.messages import as_json, snake
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
    """Gather the changes of every flush of the session, for `entries`."""
    session.info["changes"] = []
    event.listen(session, "before_flush", _gather)


def _gather(session: Session, *_: Any) -> None:
    found = session.info["changes"]
    for row in session.new:
        found.append((row, "create", _values(row)))
    for row in session.dirty:
        if session.is_modified(row):
            found.append((row, "update", changes(row)))
    for row in session.deleted:
        found.append((row, "delete", {}))


def note(session: Session, record: Aggregate, name: str, old: Any, new: Any) -> None:
    """Put into the record's history what is not a column of it, such as a share."""
    session.info["changes"].append((record, "update", {name: [as_json(old), as_json(new)]}))


def _values(row: Any) -> dict[str, list[Any]]:
    """Field → [None, value] of a new row."""
    columns = _columns(inspect(row).mapper)
    return {key: _pair(columns[key], None, value) for key, value in row.__dict__.items() if key in columns and value is not None}


@cache
def _columns(mapper: Any) -> dict[str, Any]:
    return {each.key: each for each in mapper.column_attrs if each.key not in SILENT}


def changes(row: Any) -> dict[str, list[Any]]:
    """Field → [old, new] of what differs."""
    state = inspect(row)
    changed = {}
    for attribute in state.mapper.column_attrs:
        past = state.attrs[attribute.key].history
        if attribute.key in SILENT or not past.has_changes():
            continue
        old, new = (past.deleted or [None])[0], (past.added or [None])[0]
        if old != new:
            changed[attribute.key] = _pair(attribute, old, new)
    return changed


def _pair(attribute: Any, old: Any, new: Any) -> list[Any]:
    """What the history tells of a change; a secret shows only that it changed."""
    return [HIDDEN, HIDDEN] if attribute.columns[0].info.get("secret") else [as_json(old), as_json(new)]


def write(cursor: Cursor[Any], rows: list[dict[str, Any]]) -> None:
    """Append entries to the history."""
    if rows:
        cursor.execute(INSERT, [orjson.dumps(rows).decode()])


def entries(session: Session, about: Callable[[UUID], dict[str, Any]]) -> list[dict[str, Any]]:
    """One row of the history per aggregate or part that changed; several flushes of one row are one entry.

    `about` says of a record who changed it, and why.
    """
    merged: dict[Any, dict[str, Any]] = {}
    versions = {row.id: row.version for row in session.identity_map.values() if isinstance(row, Aggregate)}
    for row, action, changed in session.info["changes"]:
        if not isinstance(row, Aggregate | Part) or not getattr(row, "HAS_HISTORY", True):
            continue
        entry = merged.get(row.id) or merged.setdefault(row.id, _entry(row, action, about, versions))
        if action == "delete":
            entry["action"] = action
        _merge(entry["changes"], changed)
    return [entry for entry in merged.values() if entry["changes"] or entry["action"] == "delete"]


def _merge(known: dict[str, list[Any]], more: dict[str, list[Any]]) -> None:
    for name, (old, new) in more.items():
        known[name] = [known[name][0] if name in known else old, new]


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
