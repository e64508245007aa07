"""Writing the timeline: one statement for what happened and one for what moved, whatever number of events and accounts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from crm_kit.trips import Statement
from customers.domain import happening

# What names nobody concerns those whom what was heard of the same record concerned.
WRITE = """
INSERT INTO timeline_entries
  (id, account_id, type, at, actor_id, summary, collection, record_id, contact_id, permission, owner_id, team_path)
SELECT gen_random_uuid(), concerned.id, told.type, told.at, told.actor_id, told.summary, told.collection, told.record_id,
  told.contact_id, told.permission, coalesce(told.owner_id, accounts.owner_id, told.actor_id),
  coalesce(told.team_path, accounts.team_path, '')
FROM jsonb_to_recordset(%(told)s::jsonb) AS told(accounts uuid[], contacts uuid[], names_nobody boolean, contact_id uuid, type text,
  at timestamptz, actor_id uuid, summary text, collection text, record_id uuid, permission text, owner_id uuid, team_path text)
CROSS JOIN LATERAL (
  SELECT unnest(told.accounts) AS id
  UNION
  SELECT account_id FROM account_contacts
  WHERE contact_id = ANY(told.contacts) AND deleted_at IS NULL AND (to_on IS NULL OR to_on >= current_date)
  UNION
  SELECT account_id FROM timeline_entries WHERE told.names_nobody AND record_id = told.record_id
) AS concerned
LEFT JOIN accounts ON accounts.id = concerned.id
"""
# What is known of a record goes with it to its new owner.
FOLLOW = """
UPDATE timeline_entries SET owner_id = told.owner_id, team_path = told.team_path
FROM jsonb_to_recordset(%(told)s::jsonb) AS told(record_id uuid, owner_id uuid, team_path text)
WHERE timeline_entries.record_id = told.record_id
  AND (timeline_entries.owner_id, timeline_entries.team_path) IS DISTINCT FROM (told.owner_id, told.team_path)
"""
MOVES = ("owner_changed", "assigned", "transferred", "updated")
Row = dict[str, Any]


def statements(envelopes: Sequence[Mapping[str, Any]]) -> list[Statement]:
    """What must be executed to keep events, in the order in which they were heard."""
    rows = [row_of(envelope) for envelope in envelopes]
    _join(rows)
    return [Statement(sql, {"told": orjson.dumps(told).decode()}) for sql, told in ((WRITE, rows), (FOLLOW, _moves(rows))) if told]


def row_of(envelope: Mapping[str, Any]) -> Row:
    """What is kept of an event. One that names no account concerns those of its contacts."""
    type_, subject, data = envelope["type"], envelope["subject"], envelope.get("data") or {}
    kind, contacts = happening.kind_of(type_), happening.contacts_in(type_, subject, data)
    accounts = happening.accounts_in(type_, subject, data)
    return {
        "accounts": accounts, "contacts": [] if accounts else contacts, "names_nobody": not accounts and not contacts,
        "contact_id": next(iter(contacts), None), "type": type_, "at": envelope["time"], "actor_id": envelope["actorid"],
        "summary": happening.sentence(type_, data), "collection": kind.collection, "record_id": subject,
        "permission": kind.permission, "owner_id": envelope.get("ownerid"), "team_path": envelope.get("teampath"),
    }  # fmt: skip


def _join(rows: list[Row]) -> None:
    """Have what names nobody concern those whom the other rows of its record concern, for none of them is in the table yet."""
    named = defaultdict(list)
    for row in rows:
        if not row["names_nobody"]:
            named[row["record_id"]].append(row)
    for row in rows:
        if row["names_nobody"]:
            row |= {part: [each for other in named[row["record_id"]] for each in other[part]] for part in ("accounts", "contacts")}


def _moves(rows: list[Row]) -> list[Row]:
    """The last row of each record that came to an owner."""
    moves = [row for row in rows if row["type"].split(".")[2] in MOVES and row["owner_id"] is not None]
    return [*{row["record_id"]: row for row in moves}.values()]
