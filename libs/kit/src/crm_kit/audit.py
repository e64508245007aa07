"""Audit: reading the history, sealing it day by day so that tampering shows, and explaining who can see what.

A seal is a digest over one tenant's entries of one day (UTC) and over the seal before it. The role of the service may add to the
history and cannot change it; whoever can (an administrator of the database) breaks the chain. Nothing in a database can show that
its newest seals were cut off: keep what `crm-seal` prints elsewhere.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import ColumnElement, Connection, Date, Engine, create_engine, func, insert, literal_column, or_, select, text
from sqlalchemy.orm import Mapped, Session, column_property, synonym

from crm_kit.audit_words import ExplainQuery, HistoryQuery
from crm_kit.caller import Caller
from crm_kit.errors import Forbidden, Invalid
from crm_kit.listing import page
from crm_kit.messages import as_json
from crm_kit.model import Base
from crm_kit.settings import Settings
from crm_kit.sharing import reaching
from crm_kit.tables import history, history_seals
from crm_kit.visibility import rules, visible
from crm_kit.work import Work

SETTLED = dt.timedelta(hours=1)  # a transaction that began before midnight has long ended by then
GENESIS = "0" * 64
LOCK = 0x5EA1
BATCH = 1000
_DAY: ColumnElement[dt.date] = literal_column("(history.at AT TIME ZONE 'UTC')::date", Date)
_sealing = text("SELECT set_config('crm.tenant', '*sealing*', true), pg_advisory_xact_lock(:lock)")


class Entry(Base):
    """An entry of the history, as a list reads it."""

    __table__ = history
    position: Mapped[int]
    id = synonym("entity_id")
    updated_at = synonym("at")
    deleted_at: Mapped[dt.datetime | None] = column_property(literal_column("NULL::timestamptz"))


def history_page(work: Work, query: HistoryQuery) -> dict[str, Any]:
    """One page of the history. It shows records whole, so only those may read it whose permission is as deep as `all`."""
    if work.caller.depth(work.allow) != "all":
        raise Forbidden(f"History needs the permission '{work.allow}' for all records", permission=work.allow)
    return page(work, query, Entry, {"id": Entry.position, "position": Entry.position})


def explain_access(work: Work, query: ExplainQuery, entities: Mapping[str, type]) -> dict[str, Any]:
    """Why the subject can meet the record or cannot: each rule, and what they come to.

    `entities` are the service's records by the noun of their permissions: `{"order": SalesOrder}` for `sales.order.read`.

    Invalid (422) for an entity or a subject that is none; NotFound for a record that the asker themselves may not meet.
    """
    entity = _entity(query.entity, entities)
    subject = _subject(work, query.subject)
    record = work.get(entity, query.record_id)
    permission = f"{entity.__module__.split('.')[0]}.{query.entity}.{query.action}"
    granted = work.session.scalar(select(entity.id).where(entity.id == record.id, visible(subject, entity, permission)))
    return {
        "permission": permission,
        "depth": subject.depth(permission),
        "granted": granted is not None,
        "rules": rules(subject, record, permission, reaching(work, record, subject)),
    }


def _entity(noun: str, entities: Mapping[str, Any]) -> Any:
    if noun not in entities:
        raise Invalid.field("/entity", "unknown_entity", f"There is no '{noun}' here; there are {', '.join(entities)}")
    return entities[noun]


def _subject(work: Work, content: dict[str, Any]) -> Caller:
    try:
        subject = Caller.from_json(content)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Invalid.field("/subject", "invalid", "This is not what identity says of a user") from error
    if subject.tenant_id != work.caller.tenant_id:
        raise Invalid.field("/subject", "unknown_user", "There is no such user")
    return subject


# --- seals -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Seal:
    """The digest of one tenant's day, chained to the one before."""

    tenant_id: UUID
    day: dt.date
    entries: int
    previous: str
    digest: str


def last_settled_day(now: dt.datetime) -> dt.date:
    """The newest day (UTC) to which no running transaction can still add."""
    return (now.astimezone(dt.UTC) - SETTLED).date() - dt.timedelta(days=1)


def seal_history(engine: Engine, day: dt.date) -> list[Seal]:
    """Seal, for every tenant, the days up to `day` that have entries and come after its last seal.

    Gives the new seals. ValueError for a day that running transactions may still add to.
    """
    if day > last_settled_day(dt.datetime.now(dt.UTC)):
        raise ValueError(f"{day} is not over yet")
    with engine.execution_options(isolation_level="READ COMMITTED").begin() as connection:
        connection.execute(_sealing, {"lock": LOCK})
        made = list(_new_seals(connection, day))
        if made:
            connection.execute(insert(history_seals), [seal.__dict__ for seal in made])
    return made


def _new_seals(connection: Connection, until: dt.date) -> Iterator[Seal]:
    seals = connection.execute(select(history_seals).order_by(history_seals.c.day))
    previous = {seal.tenant_id: str(seal.digest) for seal in seals}
    for tenant_id, day in _days_with_entries(connection, until):
        before = previous.get(tenant_id, GENESIS)
        entries, digest = _digest(connection, tenant_id, day, before)
        previous[tenant_id] = digest
        yield Seal(tenant_id, day, entries, before, digest)


def _days_with_entries(connection: Connection, until: dt.date) -> list[tuple[UUID, dt.date]]:
    last = (
        select(history_seals.c.tenant_id, func.max(history_seals.c.day).label("day")).group_by(history_seals.c.tenant_id).subquery()
    )
    fresh = or_(last.c.day.is_(None), last.c.day < _DAY)
    query = select(history.c.tenant_id, _DAY).distinct().outerjoin(last, last.c.tenant_id == history.c.tenant_id)
    found = connection.execute(query.where(history.c.at < _midnight(until + dt.timedelta(days=1)), fresh).order_by(text("1, 2")))
    return [(tenant_id, day) for tenant_id, day in found]


def _digest(door: Connection | Session, tenant_id: UUID, day: dt.date, previous: str) -> tuple[int, str]:
    """How many entries the day has, and the digest over them in the order of writing and over the seal before."""
    running, entries, last = hashlib.sha256(f"{previous} {tenant_id} {day}".encode()), 0, 0
    query = select(history).where(history.c.tenant_id == tenant_id, *_within(day, day)).order_by(history.c.position).limit(BATCH)
    while rows := door.execute(query.where(history.c.position > last)).all():
        for row in rows:
            running.update(hashlib.sha256(orjson.dumps(as_json(row._mapping), option=orjson.OPT_SORT_KEYS)).digest())
        entries, last = entries + len(rows), rows[-1].position
    return entries, running.hexdigest()


def verify_history(work: Work, since: dt.date, until: dt.date) -> list[dict[str, Any]]:
    """Each day from `since` to `until` (both included) that has entries or a seal, held against its seal; see `SealedDay`."""
    seals = {row.day: row for row in work.session.execute(select(history_seals).order_by(history_seals.c.day))}
    counted = select(_DAY, func.count()).where(*_within(since, until)).group_by(_DAY)
    entries: dict[dt.date, int] = dict(work.session.execute(counted).all())
    days = sorted({*entries, *(day for day in seals if since <= day <= until)})
    before = dict(zip(seals, [GENESIS, *(seal.digest for seal in seals.values())], strict=False))
    return [
        {
            "day": day.isoformat(),
            "entries": entries.get(day, 0),
            "sealed_entries": seals[day].entries if day in seals else None,
            "finding": _finding(work, seals[day], before[day], entries.get(day, 0)) if day in seals else "not_sealed",
        }
        for day in days
    ]


def _finding(work: Work, seal: Any, before: str, entries: int) -> str:
    if entries != seal.entries:
        return "removed" if entries < seal.entries else "added"
    if _digest(work.session, seal.tenant_id, seal.day, seal.previous)[1] != seal.digest:
        return "changed"
    return "intact" if seal.previous == before else "chain_broken"


def _within(first: dt.date, last: dt.date) -> Sequence[ColumnElement[bool]]:
    return (history.c.at >= _midnight(first), history.c.at < _midnight(last + dt.timedelta(days=1)))


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), dt.UTC)


def main(arguments: Sequence[str] | None = None) -> None:
    """crm-seal SERVICE… – to be run once a day. Prints each new seal: keep that out of reach of the database's administrators."""
    parser = argparse.ArgumentParser(prog="crm-seal", description="Seal the history of every day that is over.")
    parser.add_argument("service", nargs="+", help="import name or folder, e.g. sales or service-desk")
    for name in parser.parse_args(arguments).service:
        engine = create_engine(Settings.from_env(name.replace("-", "_")).database_url)
        for seal in seal_history(engine, last_settled_day(dt.datetime.now(dt.UTC))):
            print(f"{name} {seal.tenant_id} {seal.day} {seal.entries} {seal.digest}")
        engine.dispose()


if __name__ == "__main__":
    main()
