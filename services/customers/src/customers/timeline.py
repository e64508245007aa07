"""Writing the timeline: one statement, whatever number of events and accounts it concerns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from customers.domain import happening

# An event that names no account concerns those of its contacts, else those that earlier events of the same record concerned.
WRITE = """
INSERT INTO timeline_entries
  (id, account_id, type, at, actor_id, summary, collection, record_id, contact_id, permission, owner_id, team_path)
SELECT gen_random_uuid(), concerned.id, told.type, told.at, told.actor_id, told.summary, told.collection, told.record_id,
  told.contact_id, told.permission, coalesce(told.owner_id, accounts.owner_id, told.actor_id),
  coalesce(told.team_path, accounts.team_path, '')
FROM jsonb_to_recordset(%s::jsonb) AS told(accounts uuid[], contacts uuid[], contact_id uuid, type text, at timestamptz,
  actor_id uuid, summary text, collection text, record_id uuid, permission text, owner_id uuid, team_path text)
CROSS JOIN LATERAL (
  SELECT unnest(told.accounts) AS id
  UNION
  SELECT account_id FROM account_contacts
  WHERE cardinality(told.accounts) = 0 AND contact_id = ANY(told.contacts)
    AND deleted_at IS NULL AND (to_on IS NULL OR to_on >= current_date)
  UNION
  SELECT account_id FROM timeline_entries
  WHERE cardinality(told.accounts) = 0 AND cardinality(told.contacts) = 0 AND record_id = told.record_id
) AS concerned
LEFT JOIN accounts ON accounts.id = concerned.id
"""
# What is known of a record goes with it to its new owner.
FOLLOW = """
UPDATE timeline_entries SET owner_id = told.owner_id, team_path = told.team_path
FROM jsonb_to_recordset(%s::jsonb) AS told(record_id uuid, owner_id uuid, team_path text)
WHERE timeline_entries.record_id = told.record_id
  AND (timeline_entries.owner_id, timeline_entries.team_path) IS DISTINCT FROM (told.owner_id, told.team_path)
"""
MOVES = ("owner_changed", "assigned", "transferred", "updated")


def row_of(envelope: Mapping[str, Any]) -> dict[str, Any]:
    """What WRITE and FOLLOW keep of an event."""
    type_, subject, data = envelope["type"], envelope["subject"], envelope.get("data") or {}
    kind, contacts = happening.kind_of(type_), happening.contacts_in(type_, subject, data)
    return {
        "accounts": happening.accounts_in(type_, subject, data), "contacts": contacts, "contact_id": next(iter(contacts), None),
        "type": type_, "at": envelope["time"], "actor_id": envelope["actorid"], "summary": happening.sentence(type_, data),
        "collection": kind.collection, "record_id": subject, "permission": kind.permission,
        "owner_id": envelope.get("ownerid"), "team_path": envelope.get("teampath"),
    }  # fmt: skip


def statements(envelopes: Sequence[Mapping[str, Any]]) -> list[tuple[str, list[str]]]:
    """What must be executed to keep events, with its parameters."""
    rows = [row_of(envelope) for envelope in envelopes]
    moves = [row for row in rows if row["type"].split(".")[2] in MOVES and row["owner_id"] is not None]
    last = {row["record_id"]: row for row in moves}
    return [(statement, [orjson.dumps(told).decode()]) for statement, told in ((FOLLOW, [*last.values()]), (WRITE, rows)) if told]
