"""Records that are named by their ids."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select

from crm_kit.records import THE_IDS
from crm_kit.work import Work


def by_id(work: Work, kind: Any, ids: Collection[UUID | None]) -> dict[UUID, Any]:
    """Those of a kind that there are, by id; nothing is asked where no id is named."""
    wanted = [each for each in ids if each is not None]
    return {each.id: each for each in work.session.scalars(_those(kind), {"ids": wanted})} if wanted else {}


@cache
def _those(kind: Any) -> Select[Any]:
    return select(kind).where(kind.id == THE_IDS)
