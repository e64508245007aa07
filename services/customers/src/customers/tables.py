"""Tables that are no records: the keys that duplicates are found by, and the ids that mean another record now."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, FetchedValue, Index, String, Table, Text, Uuid

from crm_kit.model import metadata_of

metadata = metadata_of("customers")

# One index, of the migration's, finds them and lets one record alone have an exact key.
match_keys = Table(
    "match_keys", metadata,
    Column("tenant_id", Uuid, nullable=False, server_default=FetchedValue()),
    Column("key", Text, nullable=False),
    Column("record_id", Uuid, nullable=False),
    Column("is_exact", Boolean, nullable=False),
)  # fmt: skip

redirects = Table(
    "redirects", metadata,
    Column("tenant_id", Uuid, nullable=False, server_default=FetchedValue()),
    Column("old_id", Uuid, primary_key=True),
    Column("survivor_id", Uuid, nullable=False),
    Column("kind", String(10), nullable=False),
    Index("ix_redirects_survivor", "tenant_id", "survivor_id"),
)  # fmt: skip
