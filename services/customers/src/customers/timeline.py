"""Writing the timeline: one statement for an event, whatever number of accounts it concerns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from customers.domain import happening

# An event that names no account concerns those of its contacts, else those that earlier events of the same record concerned.
WRITE = """
WITH concerned AS (
  SELECT unnest(%(accounts)s::uuid[]) AS id
  UNION
  SELECT account_id FROM account_contacts
  WHERE cardinality(%(accounts)s::uuid[]) = 0 AND contact_id = ANY(%(contacts)s::uuid[])
    AND deleted_at IS NULL AND (to_on IS NULL OR to_on >= current_date)
  UNION
  SELECT account_id FROM timeline_entries
  WHERE cardinality(%(accounts)s::uuid[]) = 0 AND cardinality(%(contacts)s::uuid[]) = 0 AND record_id = %(record_id)s
)
INSERT INTO timeline_entries
  (id, account_id, type, at, actor_id, summary, collection, record_id, contact_id, permission, owner_id, team_path)
SELECT gen_random_uuid(), concerned.id, %(type)s, %(at)s, %(actor_id)s, %(summary)s, %(collection)s, %(record_id)s,
  %(contact_id)s, %(permission)s, coalesce(%(owner_id)s, accounts.owner_id, %(actor_id)s),
  coalesce(%(team_path)s, accounts.team_path, '')
FROM concerned LEFT JOIN accounts ON accounts.id = concerned.id
"""
# What is known of a record goes with it to its new owner.
FOLLOW = """
UPDATE timeline_entries SET owner_id = %(owner_id)s, team_path = %(team_path)s
WHERE record_id = %(record_id)s AND (owner_id, team_path) IS DISTINCT FROM (%(owner_id)s, %(team_path)s)
"""
MOVES = ("owner_changed", "assigned", "transferred", "updated")


def row_of(envelope: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters of WRITE and FOLLOW for an event."""
    type_, subject, data = envelope["type"], envelope["subject"], envelope.get("data") or {}
    kind, contacts = happening.kind_of(type_), happening.contacts_in(type_, subject, data)
    return {
        "accounts": happening.accounts_in(type_, subject, data), "contacts": contacts, "contact_id": next(iter(contacts), None),
        "type": type_, "at": envelope["time"], "actor_id": envelope["actorid"], "summary": happening.sentence(type_, data),
        "collection": kind.collection, "record_id": subject, "permission": kind.permission,
        "owner_id": envelope.get("ownerid"), "team_path": envelope.get("teampath"),
    }  # fmt: skip


def statements(envelope: Mapping[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """What must be executed to keep an event."""
    row = row_of(envelope)
    is_move = envelope["type"].split(".")[2] in MOVES and row["owner_id"] is not None
    return [*([(FOLLOW, row)] if is_move else []), (WRITE, row)]
