"""The outbox: events are rows, written in the transaction that made them true; the relay publishes them afterwards."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import insert, text
from sqlalchemy.orm import Session

from crm_kit.messages import dump, spec_of
from crm_kit.model import Aggregate, Owned, new_id
from crm_kit.tables import outbox


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


def add(session: Session, kind: str, envelopes: list[dict[str, Any]]) -> None:
    """Write the events of one aggregate type and wake the relay at commit."""
    rows = [
        {"id": each["id"], "aggregatetype": kind, "aggregateid": each["subject"], "type": each["type"], "payload": each}
        for each in envelopes
    ]
    session.execute(insert(outbox), rows)


def wake_relay(session: Session) -> None:
    session.execute(text("NOTIFY outbox"))
