"""Ids that mean another record since a merge; the id of a converted lead means its account."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert

from crm_kit.work import Work
from customers.tables import redirects


def redirect(work: Work, old_id: UUID, survivor_id: UUID, kind: str) -> None:
    """From now on the old id means the survivor; so do the ids that meant the old one."""
    row = {"old_id": old_id, "survivor_id": survivor_id, "kind": kind}
    work.session.execute(insert(redirects).values(row).on_conflict_do_update(index_elements=["old_id"], set_=row))
    work.session.execute(update(redirects).where(redirects.c.survivor_id == old_id).values(survivor_id=survivor_id))


def survivor_of(work: Work, record_id: UUID) -> UUID:
    """The id that this one means now; itself where it was not merged."""
    return work.session.scalar(select(redirects.c.survivor_id).where(redirects.c.old_id == record_id)) or record_id


def ids_of(work: Work, survivor_id: UUID) -> list[UUID]:
    """The id and all that mean it."""
    return [survivor_id, *work.session.scalars(select(redirects.c.old_id).where(redirects.c.survivor_id == survivor_id))]
