"""What points at accounts, so that they cannot go."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func, literal, select, true, union

from crm_kit.work import Work
from customers.domain.account import Account
from customers.domain.copies import OpportunityCopy, OrderCopy

OPEN = ("open", "on_hold")
OPEN_ORDER = ("confirmed", "on_hold")


def references_to(account_ids: Collection[UUID]) -> Any:
    """The statement: (collection, id, account_id) of what points at the accounts."""
    below = Account.parent_id.in_(account_ids), Account.deleted_at.is_(None)
    bought = OpportunityCopy.account_id.in_(account_ids), OpportunityCopy.status.in_(OPEN)
    part = select(func.unnest(OpportunityCopy.account_ids).label("id")).lateral("part")
    shared = OpportunityCopy.account_ids.overlap(list(account_ids)), OpportunityCopy.status.in_(OPEN), part.c.id.in_(account_ids)
    ordered = OrderCopy.account_id.in_(account_ids), OrderCopy.status.in_(OPEN_ORDER)
    return union(
        select(literal("accounts"), Account.id, Account.parent_id).where(*below),
        select(literal("opportunities"), OpportunityCopy.id, OpportunityCopy.account_id).where(*bought),
        select(literal("opportunities"), OpportunityCopy.id, part.c.id).join(part, true()).where(*shared),
        select(literal("orders"), OrderCopy.id, OrderCopy.account_id).where(*ordered),
    )


def referred_to(work: Work, account_ids: Sequence[UUID]) -> set[UUID]:
    """Those of the accounts that something points at."""
    return {row[2] for row in work.session.execute(references_to(account_ids))} if account_ids else set()
