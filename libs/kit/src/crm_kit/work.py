"""Work: one transaction for one caller. The only door to records."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import TracebackType
from typing import Any, TypeVar
from uuid import UUID

import psycopg
from sqlalchemy import ColumnElement, Select, inspect, select, text
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.orm.attributes import flag_modified

from crm_kit import copies, history, inbox, outbox, timers, together
from crm_kit.caller import Caller
from crm_kit.errors import NotFound, Stale
from crm_kit.messages import Spec, as_json, secrets_of, without_secrets
from crm_kit.model import Aggregate, Owned, ReadCopy, Searchable
from crm_kit.numbering import next_numbers
from crm_kit.records import alive, one
from crm_kit.tables import history as history_table
from crm_kit.trips import Statement, driver, execute, trip
from crm_kit.visibility import narrowed, visible

A = TypeVar("A", bound=Aggregate)
Witness = Callable[[psycopg.Cursor[Any], list[dict[str, Any]]], None]
RESTORABLE_DAYS = 30
_set_tenant = text("SELECT set_config('crm.tenant', :tenant, false)")


class Work:
    """One transaction: records are got, changed and added through it, and `finish` writes what must go with them.

    `context` is what came with the message: request_id, ip, user_agent, traceparent, cause.
    `is_bulk` is for jobs that write by the thousand: others hear of it when nothing else wants to be heard.
    """

    def __init__(self, sessions: sessionmaker[Session], caller: Caller, allow: str, use_case: str, context: dict[str, Any]):
        self.caller, self.allow, self.use_case, self.context = caller, allow, use_case, context
        self.now = dt.datetime.now(dt.UTC)
        self.session = sessions()
        self.entry: inbox.Entry | None = None
        self.envelope: dict[str, Any] = {}
        self.witness: Witness | None = None
        self.is_bulk = False
        self._causes: dict[UUID, tuple[Caller, dict[str, Any]]] = {}
        self._held: list[Aggregate] = []
        self._statements: list[Statement] = []
        self._copies: defaultdict[tuple[type[ReadCopy], tuple[str, ...]], list[dict[str, Any]]] = defaultdict(list)

    @property
    def today(self) -> dt.date:
        return self.now.date()

    def __enter__(self) -> Work:
        """Set the tenant, for row-level security. Connections commit by themselves; `begin` opens the transaction of a change."""
        connection = self.session.connection()
        tenant = str(self.caller.tenant_id)
        if connection.info.get("tenant") != tenant:
            connection.execute(_set_tenant, {"tenant": tenant})
            connection.info["tenant"] = tenant
        return self

    def begin(self, ask: Callable[[psycopg.Cursor[Any]], None] | None = None) -> list[Any]:
        """From here on everything is one transaction, and what changes is noted for the history.

        `ask` executes a first statement, which travels with the beginning; its rows are given.
        """
        history.collect(self.session)
        with driver(self.session).cursor() as answer:
            with trip(self.session) as cursor:
                cursor.execute("BEGIN")
                if ask is not None:
                    ask(answer)
            return answer.fetchall() if ask is not None else []

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.session.close()

    # --- reading -----------------------------------------------------------------------------------------------------

    def get(
        self, entity: type[A], record_id: UUID, *, version: int | None = None, allow: str = "",
        deleted: bool = False, lock: bool = False,
    ) -> A:  # fmt: skip
        """The record, if the caller may meet it through `allow` (default: the message's own permission); else NotFound.

        `version` is the one the caller read: Stale (412) when the record has moved on. `lock` makes others wait until the end.
        """
        query = narrowed(one(entity, deleted, lock), self.caller, entity, allow or self.allow)
        record: A | None = self.session.scalars(query, {"record_id": record_id}).one_or_none()
        if record is None:
            raise NotFound(f"There is no {entity.__name__.lower()} {record_id}")
        if version is not None and version != record.version:
            raise Stale(record=record, seen=version)
        return record

    def find(self, entity: type[A], *conditions: ColumnElement[bool], allow: str = "") -> Sequence[A]:
        """All records under the conditions that the caller may meet."""
        return self.session.scalars(self.select(entity, *conditions, allow=allow)).all()

    def select(self, entity: type[A], *conditions: ColumnElement[bool], allow: str = "", deleted: bool = False) -> Select[A]:
        """A select of what the caller may meet, to build upon. Deleted records stay out unless `deleted` asks for just them."""
        return select(entity).where(visible(self.caller, entity, allow or self.allow), alive(entity, deleted), *conditions)

    # --- writing -----------------------------------------------------------------------------------------------------

    def add(self, record: A) -> A:
        """Take a new record into the transaction."""
        record.created_at = record.updated_at = self.now
        caller, _ = self._cause(record.id)
        record.created_by = caller.user_id
        record.version = 1
        owned: Any = record
        if isinstance(owned, Owned):
            owned.keep_or_take(caller.user_id, caller.team_path)
        self.session.add(record)
        return record

    def remove(self, record: Aggregate) -> None:
        """Delete a record softly; `restore` brings it back for RESTORABLE_DAYS."""
        record.deleted_at = self.now

    def restore(self, entity: type[A], record_id: UUID, *, version: int | None = None) -> A:
        """Bring a deleted record back; NotFound where there is none or it was deleted too long ago."""
        record = self.get(entity, record_id, version=version, deleted=True)
        if record.deleted_at is None or self.now - record.deleted_at > dt.timedelta(days=RESTORABLE_DAYS):
            raise NotFound(f"There is no deleted {entity.__name__.lower()} {record_id} to restore")
        record.deleted_at = None
        return record

    def number(self, prefix: str) -> str:
        """The next number of its kind, `SO-2026-000123`, of a kind that may have gaps."""
        return self.numbers(prefix, 1)[0]

    def numbers(self, prefix: str, count: int) -> list[str]:
        """The next so many numbers, taken for good whatever becomes of the transaction, so that nobody waits for its end."""
        with Work(self.session.info["aside"], self.caller, self.allow, self.use_case, {}) as aside:
            return next_numbers(aside.session, prefix, self.today.year, count)

    def copy(self, kind: type[ReadCopy], record_id: UUID, /, version: int | None = None, **fields: Any) -> bool:
        """Note what another service says of its record; older news than what is known changes nothing and gives False."""
        version = version if version is not None else int(self.envelope["aggregateversion"])
        return bool(self.copy_all(kind, [{"id": record_id, "source_version": version, **fields}]))

    def keep(self, kind: type[ReadCopy], record_id: UUID, /, version: int | None = None, **fields: Any) -> None:
        """As `copy`, where nobody asks whether it was news: it is written at the next flush, together with others."""
        version = version if version is not None else int(self.envelope["aggregateversion"])
        self._copies[kind, tuple(fields)].append({"id": record_id, "source_version": version, **fields})

    def copy_all(self, kind: type[ReadCopy], rows: Sequence[dict[str, Any]]) -> set[UUID]:
        """As `copy`, for several with the same fields, `id` and `source_version` among them; the ids of those that were news."""
        return copies.keep(self.session, kind, rows) if rows else set()

    def keep_all(self, kind: type[ReadCopy], rows: Sequence[dict[str, Any]]) -> None:
        """As `copy_all`, where nobody asks; written in its turn among what `write` has executed."""
        self._statements.append(copies.keeping(kind, rows))

    def write(self, sql: str, **parameters: Any) -> None:
        """Have a statement executed at the next flush, before what writes the records, in the same trip to the database."""
        self._statements.append(Statement(sql, parameters))

    def schedule(self, name: str, record_id: UUID, *, at: dt.datetime, key: str = "", **payload: Any) -> None:
        """Have the handler of `@app.on_time(name)` run at a time, once, for a record; an earlier one for it is replaced.

        `key` tells several timers of a name and a record apart. The time may be past: then it runs at once, after the commit.
        """
        timers.put(self.session, name, timers.key_of(record_id, key), record_id, at, as_json(payload))

    def unschedule(self, name: str, record_id: UUID, *, key: str = "") -> None:
        """Take a timer back, if it is still there."""
        timers.drop(self.session, name, timers.key_of(record_id, key))

    # --- once only, and the end --------------------------------------------------------------------------------------

    def begin_once(self, message: Spec, message_id: str, payload: Any) -> dict[str, Any] | None:
        """Begin, as `begin`; the reply that this command got before, or None on its first time."""
        asked = inbox.digest(without_secrets(message.cls, payload))
        who = f"{self.caller.user_id}:{message_id}"
        self.entry = inbox.Entry(message.operation, who, asked, secrets_of(message.returns))
        (found,) = self.begin(self.entry.look)
        return self.entry.reply(found)

    def begin_to_hear(self, consumer: str, message_ids: list[str]) -> set[str]:
        """Begin, as `begin`, and take note of events, whose ids are sorted; those of them that are new to the consumer."""
        return {message_id for (message_id,) in self.begin(lambda cursor: inbox.note(cursor, consumer, message_ids))}

    def because(self, record_id: UUID, news: UUID | None = None) -> None:
        """From here on a record's changes are caused by the news about another one, or by those that are being applied."""
        self._causes[record_id] = self._causes.get(news or record_id) or (self.caller, self.context)

    def flush(self) -> None:
        """Write what changed; versions go up, numbers and conflicts show."""
        self._gather()
        self._send()

    def _gather(self) -> None:
        """Put together what writes what changed. Where something is taken off, it is written at once, for that comes after."""
        self._statements = [*(copies.keeping(kind, rows) for (kind, _), rows in self._copies.items()), *self._statements]
        self._copies.clear()
        self._held += self._aggregates()  # the session forgets a record that was written, and with it what it has to tell
        for record in self._aggregates():
            self._prepare(record)
        self._statements += together.writing(self.session)
        if self.session.deleted or self.session.dirty or self.session.new:
            self._send()
            self.session.flush()

    def _send(self) -> None:
        if self._statements:
            with trip(self.session) as cursor:
                execute(cursor, self._taken())

    def _taken(self) -> list[Statement]:
        taken, self._statements = self._statements, []
        return taken

    def holds_records(self) -> bool:
        """Whether a record was met, beside copies and facts."""
        return bool(self._aggregates())

    def _aggregates(self) -> list[Aggregate]:
        return [row for row in (*self.session.new, *self.session.identity_map.values()) if isinstance(row, Aggregate)]

    def _prepare(self, record: Aggregate) -> None:
        fresh = inspect(record).pending
        touched = record.__dict__.pop("_touched", False)
        if not (fresh or touched or self.session.is_modified(record)):
            return
        if not fresh:
            record.updated_at = self.now
            flag_modified(record, "updated_at")
        if isinstance(record, Searchable):
            record.refresh_search()

    def finish(self, reply: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        """Write what changed with its history, events and the reply, then commit: all of it in one trip to the database."""
        self._gather()
        answer = reply()
        self._commit(answer)
        return answer

    def save(self) -> None:
        """Commit what was written so far, whatever becomes of the rest: an attempt that counts although it fails. `resume` goes on.

        Only for commands that are not remembered (`once=False`), for a repeat finds half of them done.
        """
        self._gather()
        self._commit(None)

    def resume(self, caller: Caller | None = None) -> None:
        """Begin another transaction after `save`, as another caller where one is given: signing in finds its tenant on the way."""
        self.session.expunge_all()
        self.caller = caller or self.caller
        self.__enter__()
        self.begin()

    def _commit(self, answer: dict[str, Any] | None) -> None:
        with trip(self.session) as cursor:
            execute(cursor, self._taken())
            history.write(cursor, history.entries(self.session, self._who))
            news = self._news()
            outbox.write(cursor, news, self.is_bulk)
            if self.witness is not None and news:
                self.witness(cursor, [envelope for _, envelope in news])
            if self.entry is not None and answer is not None:
                self.entry.keep(cursor, answer)
            cursor.execute("COMMIT")
        self.session.commit()

    def announce(self, records: Sequence[A], event: type, facts: Mapping[UUID, dict[str, Any]]) -> None:
        """Tell of records as they are, without changing them. The envelopes say `announced`, for nothing happened just now."""
        about = {**self._about(), "announced": True}
        news = [
            (type(record).__name__, outbox.envelope(record, event, facts.get(record.id, {}), about, self.now)) for record in records
        ]
        with trip(self.session) as cursor:
            outbox.write(cursor, news, self.is_bulk)
            cursor.execute("COMMIT")
        self.session.commit()

    def changed_since(self, record: Aggregate, version: int) -> list[str]:
        """The fields of the record and its parts that changed after `version`."""
        later = select(history_table.c.changes).where(history_table.c.record_id == record.id, history_table.c.version > version)
        return sorted({name for changes in self.session.scalars(later) for name in changes})

    def _cause(self, record_id: UUID | None) -> tuple[Caller, dict[str, Any]]:
        """Who changed a record, and what came with that."""
        return self._causes.get(record_id, (self.caller, self.context)) if record_id else (self.caller, self.context)

    def _about(self, record_id: UUID | None = None) -> dict[str, Any]:
        caller, context = self._cause(record_id)
        return {
            "tenantid": str(caller.tenant_id),
            "actorid": str(caller.user_id),
            "correlationid": context.get("request_id", ""),
            "causationid": context.get("cause", ""),
            "traceparent": context.get("traceparent", ""),
        }

    def _news(self) -> list[tuple[str, dict[str, Any]]]:
        """The recorded events of all records, as (aggregate type, envelope)."""
        return [
            (type(record).__name__, outbox.envelope(record, event, facts, self._about(record.id), self.now))
            for record in self._aggregates()
            for event, facts in _once_each(record.__dict__.pop("_recorded", ()))
        ]

    def _who(self, record_id: UUID) -> dict[str, Any]:
        caller, context = self._cause(record_id)
        told = {name: context.get(name) for name in ("ip", "user_agent", "request_id", "reason")}
        by = {"actor_id": caller.user_id, "on_behalf_of": caller.on_behalf_of, "session_id": caller.session_id}
        return {"at": self.now, "use_case": self.use_case, **told, **by}


def _once_each(recorded: Iterable[tuple[type, dict[str, Any]]]) -> Iterable[tuple[type, dict[str, Any]]]:
    return {(event, repr(facts)): (event, facts) for event, facts in recorded}.values()
