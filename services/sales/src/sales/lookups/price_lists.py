"""Prices that would contradict each other."""

from __future__ import annotations

from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, True_, and_, func, or_, select, true
from sqlalchemy.orm import aliased

from crm_kit.errors import Conflict, NotFound
from crm_kit.model import Aggregate
from crm_kit.visibility import visible
from crm_kit.work import Work
from sales.domain.copies import AccountCopy
from sales.domain.price_list import ListedPrice, PriceList

A = TypeVar("A", bound=Aggregate)
SCOPE = ("kind", "currency", "account_id", "level", "region")


def one_at_a_time(work: Work) -> None:
    """Whoever changes prices of the tenant at the same time waits, for what overlaps is in several rows."""
    key = f"price lists {work.caller.tenant_id}"
    work.session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(key, 0))))


def refuse_overlaps(work: Work, price_list: PriceList, product_id: UUID | None = None) -> None:
    """Conflict (409 `overlap`) where another list of the rank prices the same for the same customers, days and break.

    Different breaks are no contradiction: lists of one rank make one scale, of which the highest break that is reached counts.
    """
    clash = _clash(work, price_list, product_id) if price_list.is_active else None
    if clash:
        raise Conflict(f"'{clash.name}' prices it already", code="overlap", product_id=str(clash.product_id))


def _clash(work: Work, price_list: PriceList, product_id: UUID | None = None) -> Any:
    """The first product that another list prices at the same time, and that list's name."""
    mine, theirs, other = ListedPrice, aliased(ListedPrice), aliased(PriceList)
    same_break = and_(
        theirs.product_id == mine.product_id, theirs.min_qty == mine.min_qty, theirs.price_list_id != mine.price_list_id
    )
    found = select(mine.product_id, other.name).join(theirs, same_break).join(other, other.id == theirs.price_list_id)
    alive = (mine.deleted_at.is_(None), theirs.deleted_at.is_(None), other.deleted_at.is_(None), other.is_active)
    scope = [getattr(other, name).is_not_distinct_from(getattr(price_list, name)) for name in SCOPE]
    narrowed = [mine.product_id == product_id] if product_id else []
    return work.session.execute(
        found.where(mine.price_list_id == price_list.id, *alive, *scope, *_at_once(price_list, other), *narrowed).limit(1)
    ).first()


def _at_once(price_list: PriceList, other: type[PriceList]) -> list[object]:
    """Their days overlap; an end that is not named is none."""
    found: list[object] = []
    if price_list.valid_until:
        found.append(or_(other.valid_from.is_(None), other.valid_from <= price_list.valid_until))
    if price_list.valid_from:
        found.append(or_(other.valid_until.is_(None), other.valid_until >= price_list.valid_from))
    return found


def put_aside_overlaps(work: Work, account_id: UUID) -> None:
    """Of an account's lists that price the same, as they may after a merge, the one made last stands; the others are inactive."""
    work.flush()
    theirs = select(PriceList).where(PriceList.account_id == account_id, PriceList.is_active, PriceList.deleted_at.is_(None))
    for each in work.session.scalars(theirs.order_by(PriceList.created_at, PriceList.id)).all():
        if _clash(work, each) is not None:
            each.is_active = False
            work.flush()


def of_seen_accounts(work: Work) -> ColumnElement[bool]:
    """The lists for everybody, and those for accounts that the caller may see: what others pay is nobody else's business."""
    scope = visible(work.caller, AccountCopy, "customers.account.read")
    if isinstance(scope, True_):
        return true()
    return or_(PriceList.account_id.is_(None), PriceList.account_id.in_(select(AccountCopy.id).where(scope)))


def price_list(work: Work, price_list_id: UUID, version: int | None = None) -> PriceList:
    """The list; NotFound (404) where it is for an account that the caller cannot see, Stale (412) where it moved on."""
    return _met(work, PriceList, price_list_id, of_seen_accounts(work), version)


def listed_price(work: Work, listed_price_id: UUID, version: int | None = None) -> ListedPrice:
    """A price of a list, as `price_list`."""
    seen = ListedPrice.price_list_id.in_(select(PriceList.id).where(of_seen_accounts(work)))
    return _met(work, ListedPrice, listed_price_id, seen, version)


def _met(work: Work, entity: type[A], record_id: UUID, seen: ColumnElement[bool], version: int | None) -> A:
    if not work.find(entity, entity.id == record_id, seen):
        raise NotFound(f"There is no {entity.__name__.lower()} {record_id}")
    return work.get(entity, record_id, version=version)
