"""Timers: rows that say what shall happen when; put in the transaction that wants it so, taken off in the one that does it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Session

from crm_kit.model import new_id

# What is due later than this is found when schedulers look, each second; what is due sooner wakes them.
SOON = dt.timedelta(seconds=1)

_put = text("""
INSERT INTO timers (id, name, key, record_id, at, payload) VALUES (:id, :name, :key, :record_id, :at, :payload)
ON CONFLICT (tenant_id, name, key) DO UPDATE SET id = excluded.id, record_id = excluded.record_id, at = excluded.at,
  payload = excluded.payload, attempts = 0, last_error = NULL
""").bindparams(bindparam("payload", type_=JSONB))
_drop = text("DELETE FROM timers WHERE name = :name AND key = :key")
_due = "(SELECT id FROM timers WHERE id = :id AND at <= clock_timestamp() FOR UPDATE SKIP LOCKED)"
_told = "id, name, key, record_id, at, payload, attempts"
_take = text(f"DELETE FROM timers WHERE id = {_due} RETURNING {_told}")  # noqa: S608 - constants
_turn = text(f"""
UPDATE timers SET attempts = 0, last_error = NULL,
  at = to_timestamp((floor(extract(epoch FROM clock_timestamp()) / :seconds) + 1) * :seconds)
WHERE id = {_due} RETURNING {_told}
""")  # noqa: S608 - constants
_put_off = text("""
UPDATE timers SET attempts = attempts + 1, last_error = :error, at = clock_timestamp() + :delay WHERE id = :id AND at = :at
RETURNING attempts
""")


@dataclass(frozen=True, slots=True)
class Timer:
    """What was scheduled: `at` is when it was due, `attempts` how often it failed before."""

    id: UUID
    name: str
    key: str
    record_id: UUID | None
    at: dt.datetime
    payload: dict[str, Any]
    attempts: int


def key_of(record_id: UUID, key: str) -> str:
    """What tells timers of a name apart: their record, and where it has several the key."""
    return f"{record_id} {key}".rstrip()


def put(session: Session, name: str, key: str, record_id: UUID | None, at: dt.datetime, payload: dict[str, Any]) -> None:
    """Have a timer; one of the same name and key is replaced."""
    timer = {"id": new_id(), "name": name, "key": key, "record_id": record_id, "at": at, "payload": payload}
    session.execute(_put, timer)
    if at - dt.datetime.now(dt.UTC) < SOON:
        session.execute(text("NOTIFY timers"))


def drop(session: Session, name: str, key: str) -> None:
    """Have it no more, if it is there."""
    session.execute(_drop, {"name": name, "key": key})


def take(session: Session, timer_id: UUID, every: dt.timedelta | None) -> Timer | None:
    """The timer, taken off or, with `every`, set to the beginning of the next period; None where another has it."""
    told = {"id": timer_id} if every is None else {"id": timer_id, "seconds": every.total_seconds()}
    found = session.execute(_take if every is None else _turn, told).one_or_none()
    return None if found is None else Timer(*found)


def put_off(session: Session, timer_id: UUID, at: dt.datetime, delay: dt.timedelta, error: str) -> int | None:
    """Note that the timer, as it was due, failed; it is tried again after the delay. How often it failed by now."""
    failed = {"id": timer_id, "at": at, "delay": delay, "error": error}
    return session.execute(_put_off, failed).scalar_one_or_none()
