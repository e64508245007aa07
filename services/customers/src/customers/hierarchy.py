"""The tree of accounts (`parent_id`) and the network of referrals (`referred_by`), walked by one recursive query each."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import CTE, func, literal, select

from crm_kit.errors import Invalid, NotFound
from crm_kit.work import Work
from customers.domain.account import DEEPEST, Account

LONGEST = 50  # steps up or down; no loop can be made, and none that came from elsewhere is followed for ever


def below(column: Any, account_id: UUID) -> CTE:
    """The account (depth 0) and all below it along the column: id, depth."""
    first = select(literal(account_id, Account.id.type).label("id"), literal(0).label("depth")).cte("below", recursive=True)
    step = select(Account.id, first.c.depth + 1).where(column == first.c.id, Account.deleted_at.is_(None), first.c.depth < LONGEST)
    return first.union(step)


def above(column: Any, account_id: UUID) -> CTE:
    """The account (depth 0) and all above it along the column: id, upper (the next one's id), depth."""
    first = select(Account.id, column.label("upper"), literal(0).label("depth")).where(Account.id == account_id)
    found = first.cte("above", recursive=True)
    step = select(Account.id, column, found.c.depth + 1).where(Account.id == found.c.upper, found.c.depth < LONGEST)
    return found.union(step)


def check_parent(work: Work, account_id: UUID, parent_id: UUID) -> None:
    """The parent must be there, not below the account, and the tree no deeper than DEEPEST. Others wait until the commit."""
    _known(work, parent_id, "/parent_id")
    _alone(work)
    ancestors = _depths(work, above(Account.parent_id, parent_id))
    if account_id in ancestors:
        raise Invalid.field("/parent_id", "cycle", "An account cannot be below itself")
    height = max(_depths(work, below(Account.parent_id, account_id)).values())
    if len(ancestors) + 1 + height > DEEPEST:
        raise Invalid.field("/parent_id", "too_deep", f"A hierarchy has at most {DEEPEST} levels")


def check_referrer(work: Work, account_id: UUID, referrer_id: UUID) -> None:
    """The account that brought this one along must be there, and not have come by it."""
    _known(work, referrer_id, "/referred_by")
    _alone(work)
    if account_id in _depths(work, above(Account.referred_by, referrer_id)):
        raise Invalid.field("/referred_by", "cycle", "An account cannot have brought itself along")


def _known(work: Work, account_id: UUID, pointer: str) -> None:
    try:
        work.get(Account, account_id, allow="customers.account.read")
    except NotFound as error:
        raise Invalid.field(pointer, "unknown_account", "There is no such account") from error


def _alone(work: Work) -> None:
    """Two moves at once could make a loop that neither sees."""
    key = func.hashtextextended(f"hierarchy {work.caller.tenant_id}", 0)
    work.session.execute(select(func.pg_advisory_xact_lock(key)))


def _depths(work: Work, tree: CTE) -> dict[UUID, int]:
    return {row.id: row.depth for row in work.session.execute(select(tree.c.id, tree.c.depth))}
