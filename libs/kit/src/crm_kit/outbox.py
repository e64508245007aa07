"""The outbox: events are rows, written in the transaction that made them true; the relay publishes them afterwards."""

from __future__ import annotations

import datetime as dt
from typing import Any

import orjson
from psycopg import Cursor

from crm_kit.messages import dump, spec_of
from crm_kit.model import Aggregate, Owned, new_id

# One statement however many events there are, which are published in this order. Events of one record keep theirs: what is told
# of a record that still has something in the bulk lane goes there too. (A scalar query, which is never planned as one for all.)
INSERT = """
INSERT INTO outbox (id, aggregatetype, aggregateid, type, payload, is_bulk)
SELECT (each -> 1 ->> 'id')::uuid, each ->> 0, (each -> 1 ->> 'subject')::uuid, each -> 1 ->> 'type', each -> 1,
  %s OR coalesce((SELECT true FROM outbox AS earlier WHERE earlier.aggregateid = (each -> 1 ->> 'subject')::uuid
    AND earlier.is_bulk AND earlier.published_at IS NULL LIMIT 1), false)
FROM jsonb_array_elements(%s::jsonb) WITH ORDINALITY AS events(each, place) ORDER BY place
"""


def envelope(record: Aggregate, event: type, facts: dict[str, Any], about: dict[str, Any], now: dt.datetime) -> dict[str, Any]:
    """The CloudEvents 1.0 document of one event, with who may see the record copied into it. `about` is what causes it."""
    spec = spec_of(event)
    document = {
        "specversion": "1.0",
        "id": str(new_id()),
        "source": f"/crm/{spec.service}",
        "type": spec.type,
        "subject": str(record.id),
        "time": now.isoformat().replace("+00:00", "Z"),
        "datacontenttype": "application/json",
        "aggregateversion": record.version,
        **about,
        "data": dump(record, event, facts),
    }
    if isinstance(record, Owned):
        document |= {"ownerid": str(record.owner_id), "teampath": record.team_path}
    return document


def write(cursor: Cursor[Any], envelopes: list[tuple[str, dict[str, Any]]], is_bulk: bool) -> None:
    """Add (aggregate type, event) pairs to the outbox, in the bulk lane or the ordinary one, and wake the relay at the commit."""
    if envelopes:
        cursor.execute(INSERT, [is_bulk, orjson.dumps(envelopes).decode()])
        cursor.execute("NOTIFY outbox")
