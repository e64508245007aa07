"""Whose the records of a file are: owner and author by e-mail address, and when they were made."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import func, select

from crm_kit.colleagues import Colleague
from crm_kit.imports.columns import Field, as_lower, as_moment
from crm_kit.imports.importer import Row
from crm_kit.work import Work

OWNER = Field(
    "owner", ("owner email", "account owner", "responsible", "sales rep", "负责人", "业务员", "所有者"), read=as_lower, beside=True
)
AUTHOR = Field("created_by", ("author", "creator", "创建人"), read=as_lower, beside=True, needs_all=True)
MOMENT = Field("created_at", ("created", "created on", "creation date", "创建时间"), read=as_moment, beside=True, needs_all=True)
FIELDS = (OWNER, AUTHOR, MOMENT)


def find_people(work: Work, rows: Iterable[Row]) -> None:
    """Put the colleagues in the place of their addresses; rows that name nobody, or an owner who left, are refused."""
    rows = list(rows)
    named = [field for field in (OWNER, AUTHOR) if any(field.name in row.beside for row in rows)]
    emails = {row.beside[field.name] for row in rows for field in named if field.name in row.beside}
    found = {each.email.lower(): each for each in _colleagues(work, emails)} if emails else {}
    for row in rows:
        for field in named:
            if field.name in row.beside:
                _put(row, field, found)


def _colleagues(work: Work, emails: set[str]) -> Iterable[Colleague]:
    return work.session.scalars(select(Colleague).where(func.lower(Colleague.email).in_(emails)).order_by(Colleague.is_active))


def _put(row: Row, field: Field, found: dict[str, Colleague]) -> None:
    colleague = found.get(row.beside[field.name])
    if colleague is None:
        row.fail("unknown_user", f"There is no user {row.beside[field.name]}", field.name)
    elif field is OWNER and not colleague.is_active:
        row.fail("inactive_user", f"{colleague.name} is not active any more", field.name)
    row.beside[field.name] = colleague


def give(work: Work, record: Any, row: Row) -> None:
    """Make the owner that the row names, else the caller, the owner of a new record."""
    owner = row.beside.get(OWNER.name)
    record.keep_or_take(*((owner.id, owner.team_path) if owner else (work.caller.user_id, work.caller.team_path)))


def backdate(record: Any, row: Row) -> None:
    """Note who made the record and when, where the row says so."""
    if (author := row.beside.get(AUTHOR.name)) is not None:
        record.created_by = author.id
    if (moment := row.beside.get(MOMENT.name)) is not None:
        record.created_at = moment
