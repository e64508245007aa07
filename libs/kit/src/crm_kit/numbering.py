"""Numbers for people, `SO-2026-000123`: per type, tenant and year, from a locked sequence.

`Work.number` takes them aside, where gaps do no harm. Those of documents that may have none, such as invoices, are taken in the
document's transaction: others wait for its end.
"""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.orm import Session

NEXT = text(
    "INSERT INTO sequences AS s (name, year, last) VALUES (:name, :year, :count)"
    " ON CONFLICT (tenant_id, name, year) DO UPDATE SET last = s.last + :count RETURNING last"
)


def next_number(session: Session, prefix: str, year: int) -> str:
    """The next number, without gaps: it rolls back with its transaction. Ask last, for others wait until the commit."""
    return next_numbers(session, prefix, year, 1)[0]


def next_numbers(session: Session, prefix: str, year: int, count: int) -> list[str]:
    """The next so many numbers, at once."""
    last = session.execute(NEXT, {"name": prefix, "year": year, "count": count}).scalar_one() if count else 0
    return [f"{prefix}-{year}-{number:06d}" for number in range(last - count + 1, last + 1)]
