"""The tables that the kit keeps in every service's database."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    FetchedValue,
    Identity,
    Index,
    Integer,
    String,
    Table,
    Text,
    Uuid,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from crm_kit.model import metadata_of

metadata = metadata_of("crm_kit")


def _tenant() -> Column[object]:
    return Column("tenant_id", Uuid, nullable=False, server_default=FetchedValue())


outbox = Table(
    "outbox", metadata,
    Column("position", BigInteger, Identity(always=True), primary_key=True),
    Column("id", Uuid, nullable=False),
    _tenant(),
    Column("aggregatetype", String(60), nullable=False),
    Column("aggregateid", Uuid, nullable=False),
    Column("type", String(120), nullable=False),
    Column("payload", JSONB, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False, server_default=func.clock_timestamp()),
    Column("published_at", DateTime(timezone=True)),
    Column("is_bulk", Boolean, nullable=False, server_default=text("false")),
    # Only the relay says `position > 0`: what looks for one record's events must never go through a whole lane instead, even where
    # it was planned while that was empty.
    Index("ix_outbox_lanes", "is_bulk", "position", postgresql_where=text("published_at IS NULL AND position > 0")),
    Index("ix_outbox_bulk_records", "aggregateid", postgresql_where=text("is_bulk AND published_at IS NULL")),
)  # fmt: skip

inbox = Table(
    "inbox", metadata,
    _tenant(),
    Column("consumer", String(120), primary_key=True),
    Column("message_id", String(320), primary_key=True),
    Column("request_hash", String(64)),
    Column("reply", JSONB),
    Column("created_at", DateTime(timezone=True), nullable=False, server_default=func.now(), index=True),
)  # fmt: skip

history = Table(
    "history", metadata,
    Column("position", BigInteger, Identity(always=True), primary_key=True),
    _tenant(),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("actor_id", Uuid, nullable=False),
    Column("on_behalf_of", Uuid),
    Column("session_id", Uuid),
    Column("ip", String(45)),
    Column("user_agent", String(300)),
    Column("use_case", String(120), nullable=False),
    Column("request_id", String(128)),
    Column("entity", String(60), nullable=False),
    Column("entity_id", Uuid, nullable=False),
    Column("record_id", Uuid, nullable=False),
    Column("action", String(10), nullable=False),
    Column("version", Integer),
    Column("changes", JSONB, nullable=False),
    Column("reason", Text),
    Index("ix_history_record", "tenant_id", "record_id", "position"),
    Index("ix_history_day", "tenant_id", "at", "position"),
)  # fmt: skip

history_seals = Table(
    "history_seals", metadata,
    Column("tenant_id", Uuid, primary_key=True, server_default=FetchedValue()),
    Column("day", Date, primary_key=True),
    Column("entries", Integer, nullable=False),
    Column("previous", String(64), nullable=False),
    Column("digest", String(64), nullable=False),
)  # fmt: skip

sequences = Table(
    "sequences", metadata,
    Column("tenant_id", Uuid, primary_key=True, server_default=FetchedValue()),
    Column("name", String(40), primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("last", BigInteger, nullable=False),
)  # fmt: skip

shares = Table(
    "shares", metadata,
    Column("id", Uuid, primary_key=True),
    _tenant(),
    Column("entity", String(60), nullable=False),
    Column("record_id", Uuid, nullable=False),
    Column("grantee_kind", String(10), nullable=False),
    Column("grantee_id", Uuid, nullable=False),
    Column("level", String(10), nullable=False),
    Column("expires_at", DateTime(timezone=True)),
    Column("granted_by", Uuid, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
    Index("uq_shares_grant", "tenant_id", "entity", "record_id", "grantee_id", unique=True),
    Index("ix_shares_grantee", "tenant_id", "grantee_id", "entity"),
)  # fmt: skip

timers = Table(
    "timers", metadata,
    Column("id", Uuid, primary_key=True),
    _tenant(),
    Column("name", String(60), nullable=False),
    Column("key", String(160), nullable=False),
    Column("record_id", Uuid),
    Column("at", DateTime(timezone=True), nullable=False, index=True),
    Column("payload", JSONB, nullable=False, server_default=text("'{}'")),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    Column("last_error", Text),
    Column("created_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
    Index("ix_timers_failing", "at", postgresql_where=text("attempts > 0")),
    Index("uq_timers_key", "tenant_id", "name", "key", unique=True),
)  # fmt: skip
