"""The inbox: what was handled already, kept for 14 days, so that a repeat gives the same answer and does nothing twice."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

import orjson
from psycopg import Cursor
from psycopg.types.json import Jsonb

from crm_kit.errors import InProgress, Invalid

KEPT_DAYS = 14
INSERT = "INSERT INTO inbox (consumer, message_id, request_hash, reply) VALUES (%s, %s, %s, %s)"
FIND = """
SELECT pg_try_advisory_xact_lock(%(key)s), known.request_hash, known.reply
FROM (SELECT) AS once LEFT JOIN inbox AS known ON known.consumer = %(consumer)s AND known.message_id = %(message_id)s
"""
NOTE = "INSERT INTO inbox (consumer, message_id) VALUES (%s, %s) ON CONFLICT DO NOTHING RETURNING message_id"
NOTE_ALL = """
INSERT INTO inbox (consumer, message_id) SELECT %s::text, each FROM unnest(%s::text[]) AS each
ON CONFLICT DO NOTHING RETURNING message_id
"""


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

    def look(self, cursor: Cursor[Any]) -> None:
        """Ask whether there was such a command; `reply` reads what is found."""
        key = int.from_bytes(hashlib.blake2b(f"{self.consumer} {self.message_id}".encode(), digest_size=8).digest(), signed=True)
        cursor.execute(FIND, {"key": key, "consumer": self.consumer, "message_id": self.message_id})

    def reply(self, found: tuple[bool, str | None, Any]) -> dict[str, Any] | None:
        """The answer given before, or None on the first time. Raises InProgress, or Invalid for another request under the key."""
        is_free, request_hash, reply = found
        if not is_free:
            raise InProgress("A request with this Idempotency-Key is being worked on; ask again in a moment")
        if request_hash is None:
            return None
        if request_hash != self.request_hash:
            raise Invalid("This Idempotency-Key was used for another request", code="idempotency_key_reused")
        return {**reply, "replayed": True}

    def keep(self, cursor: Cursor[Any], reply: dict[str, Any]) -> None:
        """Remember the answer; a unique violation when a twin was faster."""
        cursor.execute(INSERT, (self.consumer, self.message_id, self.request_hash, Jsonb(self._kept(reply), orjson.dumps)))

    def _kept(self, reply: dict[str, Any]) -> dict[str, Any]:
        if not self.hidden or not isinstance(reply["result"], dict):
            return reply
        return {**reply, "result": {**reply["result"], **dict.fromkeys(self.hidden)}}


def note(cursor: Cursor[Any], consumer: str, message_ids: list[str]) -> None:
    """Take note of events; the cursor gives the ids of those that this consumer has not applied yet.

    Waits for a twin that is being applied. Several ids are to be sorted.
    """
    if len(message_ids) == 1:
        cursor.execute(NOTE, (consumer, message_ids[0]))
    else:
        cursor.execute(NOTE_ALL, (consumer, message_ids))
