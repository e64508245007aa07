"""Numbers for people, `SO-2026-000123`: per type, tenant and year, from a locked sequence, without gaps."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.orm import Session

NEXT = text(
    "INSERT INTO sequences AS s (name, year, last) VALUES (:name, :year, 1)"
    " ON CONFLICT (tenant_id, name, year) DO UPDATE SET last = s.last + 1 RETURNING last"
)


def next_number(session: Session, prefix: str, year: int) -> str:
    """The next number. Rolls back with its transaction, so none is lost; ask last, for others wait until the commit."""
    return f"{prefix}-{year}-{session.execute(NEXT, {'name': prefix, 'year': year}).scalar_one():06d}"
