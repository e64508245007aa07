"""Records that are named by their ids."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import select

from crm_kit.work import Work


def by_id(work: Work, kind: Any, ids: Collection[UUID | None]) -> dict[UUID, Any]:
    """Those of a kind that there are, by id; nothing is asked where no id is named."""
    wanted = [each for each in ids if each is not None]
    return {each.id: each for each in work.session.scalars(select(kind).where(kind.id.in_(wanted)))} if wanted else {}
