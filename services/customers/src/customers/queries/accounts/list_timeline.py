"""What happened with an account, latest first."""

from __future__ import annotations

from collections import defaultdict
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import synonym

from crm_contracts.customers.queries.accounts import ListTimeline
from crm_kit.listing import page
from crm_kit.model import Base
from crm_kit.visibility import visible
from crm_kit.work import Work
from customers.app import app
from customers.detail import one_of, read
from customers.domain.account import Account
from customers.domain.timeline_entry import TimelineEntry
from customers.redirects import ids_of

OF_THE_ACCOUNT = "customers.account.read"


class Happening(Base):
    """An entry of the timeline as its list reads it: scope is not the permission's own, but that of the entry's kind."""

    __table__ = TimelineEntry.__table__
    updated_at = synonym("at")


@app.answers(ListTimeline)
def list_timeline(query: ListTimeline, work: Work) -> dict[str, Any]:
    account, _ = read(work, Account, one_of(Account, Account.id), query.account_id, allow=OF_THE_ACCOUNT)
    ids = ids_of(work, account.id)
    about = TimelineEntry.account_id.in_(ids)
    return page(work, query, Happening, None, about, _known(work, _permissions(work, ids)))


def _permissions(work: Work, ids: list[UUID]) -> list[str]:
    return list(work.session.scalars(select(TimelineEntry.permission).where(TimelineEntry.account_id.in_(ids)).distinct()))


def _known(work: Work, permissions: list[str]) -> ColumnElement[bool]:
    """What the caller may know of: of each kind of record as deep as they may read that kind."""
    by_depth = defaultdict(list)
    for permission in permissions:
        by_depth["all" if permission == OF_THE_ACCOUNT else work.caller.depth(permission)].append(permission)
    groups = [
        and_(TimelineEntry.permission.in_(kinds), visible(work.caller, TimelineEntry, kinds[0]))
        for depth, kinds in by_depth.items()
        if depth not in ("all", "none")
    ]
    return or_(TimelineEntry.permission.in_(by_depth["all"]), *groups)
