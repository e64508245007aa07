"""The inbox: what was handled already, kept for 14 days, so that a repeat gives the same answer and does nothing twice."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

import orjson
from psycopg import Cursor
from psycopg.types.json import Jsonb
from sqlalchemy import ARRAY, Text, bindparam, func, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from crm_kit.errors import InProgress, Invalid
from crm_kit.tables import inbox

KEPT_DAYS = 14
INSERT = "INSERT INTO inbox (consumer, message_id, request_hash, reply) VALUES (%s, %s, %s, %s)"
_twin = (inbox.c.consumer == bindparam("consumer")) & (inbox.c.message_id == bindparam("message_id"))
_lock = select(func.pg_try_advisory_xact_lock(bindparam("key")).label("is_free")).subquery()
_find = select(_lock.c.is_free, inbox.c.request_hash, inbox.c.reply).select_from(_lock.outerjoin(inbox, _twin))

_named: dict[str, Any] = {"consumer": bindparam("consumer"), "message_id": bindparam("message_id")}
_note = upsert(inbox).values(_named).on_conflict_do_nothing().returning(inbox.c.message_id)
_each = func.unnest(bindparam("message_ids", type_=ARRAY(Text))).column_valued("message_id")
_note_all = (
    upsert(inbox)
    .from_select(["consumer", "message_id"], select(bindparam("consumer", type_=Text), _each))
    .on_conflict_do_nothing()
    .returning(inbox.c.message_id)
)


def digest(payload: Any) -> str:
    """What makes two requests the same: their content, whatever the order of its fields."""
    return hashlib.sha256(orjson.dumps(payload, option=orjson.OPT_SORT_KEYS)).hexdigest()


@dataclass(frozen=True)
class Entry:
    """One command as it is remembered: operation, who and key, and what was asked. Fields in `hidden` are not remembered."""

    consumer: str
    message_id: str
    request_hash: str
    hidden: frozenset[str] = frozenset()

    def reply(self, session: Session) -> dict[str, Any] | None:
        """The answer given before, or None on the first time. Raises InProgress, or Invalid for another request under the key."""
        key = int.from_bytes(hashlib.blake2b(f"{self.consumer} {self.message_id}".encode(), digest_size=8).digest(), signed=True)
        found = session.execute(_find, {"key": key, "consumer": self.consumer, "message_id": self.message_id}).one()
        if not found.is_free:
            raise InProgress("A request with this Idempotency-Key is being worked on; ask again in a moment")
        if found.request_hash is None:
            return None
        if found.request_hash != self.request_hash:
            raise Invalid("This Idempotency-Key was used for another request", code="idempotency_key_reused")
        return {**found.reply, "replayed": True}

    def keep(self, cursor: Cursor[Any], reply: dict[str, Any]) -> None:
        """Remember the answer; a unique violation when a twin was faster."""
        cursor.execute(INSERT, (self.consumer, self.message_id, self.request_hash, Jsonb(self._kept(reply), orjson.dumps)))

    def _kept(self, reply: dict[str, Any]) -> dict[str, Any]:
        if not self.hidden or not isinstance(reply["result"], dict):
            return reply
        return {**reply, "result": {**reply["result"], **dict.fromkeys(self.hidden)}}


def first_time(session: Session, consumer: str, message_id: str) -> bool:
    """Take note of an event; False when this consumer has applied it already. Waits for a twin that is being applied."""
    return session.execute(_note, {"consumer": consumer, "message_id": message_id}).scalar_one_or_none() is not None


def first_times(session: Session, consumer: str, message_ids: list[str]) -> set[str]:
    """Take note of several events at once; those of them that this consumer has not applied. The ids are to be sorted."""
    return set(session.scalars(_note_all, {"consumer": consumer, "message_ids": message_ids}))
