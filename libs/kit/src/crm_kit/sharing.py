"""Shares: one record shown to one more user, team or role, to read or to write, for a while or for good."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, delete, func, or_, select
from sqlalchemy.dialects.postgresql import insert

from crm_kit.caller import Caller
from crm_kit.errors import Invalid, NotFound
from crm_kit.history import note
from crm_kit.messages import as_json
from crm_kit.model import Aggregate, new_id
from crm_kit.tables import shares
from crm_kit.visibility import grantees
from crm_kit.work import Work


def share(
    work: Work, record: Aggregate, grantee_kind: str, grantee_id: UUID, level: str, expires_at: dt.datetime | None
) -> dict[str, Any]:  # fmt: skip
    """Share a record, or change how it is shared with the same grantee."""
    return share_all(work, [record], grantee_kind, grantee_id, level, expires_at)[0]


def share_all(
    work: Work, records: Sequence[Aggregate], grantee_kind: str, grantee_id: UUID, level: str, expires_at: dt.datetime | None
) -> list[dict[str, Any]]:  # fmt: skip
    """The same for several records of a kind at once."""
    if expires_at is not None and expires_at <= work.now:
        raise Invalid.field("/expires_at", "in_the_past", "A share ends in the future")
    fresh = {"grantee_kind": grantee_kind, "level": level, "expires_at": expires_at, "granted_by": work.caller.user_id}
    who = {"grantee_id": grantee_id, **fresh}
    rows = [{"id": new_id(), "entity": type(record).__name__, "record_id": record.id, **who} for record in records]
    keys = ["tenant_id", "entity", "record_id", "grantee_id"]
    made = insert(shares).values(rows).on_conflict_do_update(index_elements=keys, set_=fresh).returning(shares)
    given = [dict(row) for row in work.session.execute(made).mappings()] if rows else []
    _note(work, records, given, lambda terms: (None, terms))
    return given


def unshare(work: Work, record: Aggregate, share_id: UUID) -> dict[str, Any]:
    """End a share of the record; NotFound where there is none."""
    gone = _end(work, [record], shares.c.id == share_id)
    if not gone:
        raise NotFound("There is no such share")
    return gone[0]


def unshare_all(work: Work, records: Sequence[Aggregate], grantee_id: UUID) -> list[dict[str, Any]]:
    """End what the grantee was given of several records of a kind."""
    return _end(work, records, shares.c.grantee_id == grantee_id)


def _end(work: Work, records: Sequence[Aggregate], condition: ColumnElement[bool]) -> list[dict[str, Any]]:
    of_records = shares.c.record_id.in_([record.id for record in records])
    rows = work.session.execute(delete(shares).where(of_records, condition).returning(shares)).mappings()
    gone = [dict(row) for row in rows]
    _note(work, records, gone, lambda terms: (terms, None))
    return gone


def _note(work: Work, records: Sequence[Aggregate], found: list[dict[str, Any]], change: Callable[[Any], tuple[Any, Any]]) -> None:
    by_id = {record.id: record for record in records}
    for each in found:
        note(work.session, by_id[each["record_id"]], "shares", *change(_terms(each)))


def shares_of(work: Work, record: Aggregate) -> list[dict[str, Any]]:
    """The record's shares that have not run out, oldest first."""
    return _found(work, record)


def reaching(work: Work, record: Aggregate, caller: Caller) -> list[dict[str, Any]]:
    """Those of them that reach the caller."""
    return _found(work, record, shares.c.grantee_id.in_(grantees(caller)))


def _found(work: Work, record: Aggregate, *conditions: ColumnElement[bool]) -> list[dict[str, Any]]:
    of_record = (shares.c.entity == type(record).__name__, shares.c.record_id == record.id)
    lasting = or_(shares.c.expires_at.is_(None), shares.c.expires_at > func.now())
    rows = work.session.execute(select(shares).where(*of_record, lasting, *conditions).order_by(shares.c.created_at, shares.c.id))
    return [dict(row) for row in rows.mappings()]


def _terms(share: dict[str, Any]) -> dict[str, Any]:
    return {name: as_json(share[name]) for name in ("grantee_kind", "grantee_id", "level", "expires_at")}
