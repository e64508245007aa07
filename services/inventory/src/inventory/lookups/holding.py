"""Records under lock, with their lines."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from crm_kit.records import THE_IDS
from crm_kit.work import Work
from inventory.domain.notice import ShipmentNotice
from inventory.domain.order_fulfilment import OrderFulfilment

A = TypeVar("A", OrderFulfilment, ShipmentNotice)


def held(work: Work, entity: type[A], ids: Collection[UUID]) -> Sequence[A]:
    """The records, locked in the order of their ids.

    They are read when they are locked: a statement that locks and joins would see lines as they were before it had to wait.
    """
    if not ids:
        return []
    (lock, read), these = _statements(entity), {"ids": [*ids]}
    work.session.execute(lock, these)
    return work.session.scalars(read, these).unique().all()


@cache
def _statements(entity: Any) -> tuple[Any, Any]:
    these = entity.id == THE_IDS
    read = select(entity).options(joinedload(entity.lines)).where(these).order_by(entity.id)
    return select(entity.id).where(these).order_by(entity.id).with_for_update(), read
