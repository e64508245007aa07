"""Which contact belongs to which account, and its keeping."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select

from crm_kit.errors import Duplicate
from crm_kit.work import Work
from customers.domain.account import Account
from customers.domain.account_contact import AccountContact
from customers.domain.contact import Contact


def current(today: dt.date) -> ColumnElement[bool]:
    """Links that have not ended."""
    return and_(AccountContact.deleted_at.is_(None), or_(AccountContact.to_on.is_(None), AccountContact.to_on >= today))


def link(work: Work, account: Account, contact: Contact, **fields: Any) -> AccountContact:
    """Connect a contact with an account. Duplicate (409) where it is connected at that time already."""
    made = AccountContact(account_id=account.id, contact_id=contact.id, account=account, contact=contact, **fields)
    made.check_days()
    _refuse_overlap(work, made)
    if made.is_primary:
        step_down(work, account.id)
    return work.add(made)


def _refuse_overlap(work: Work, made: AccountContact) -> None:
    """Two links of the same pair must not share a day."""
    same = [AccountContact.account_id == made.account_id, AccountContact.contact_id == made.contact_id]
    days = [AccountContact.deleted_at.is_(None)]
    if made.to_on is not None:
        days.append(or_(AccountContact.from_on.is_(None), AccountContact.from_on <= made.to_on))
    if made.from_on is not None:
        days.append(or_(AccountContact.to_on.is_(None), AccountContact.to_on >= made.from_on))
    with work.session.no_autoflush:
        there = work.session.scalar(select(AccountContact.id).where(*same, *days).limit(1))
    if there is not None:
        raise Duplicate("The contact belongs to this account at that time already", candidates=[{"link_id": str(there)}])


def step_down(work: Work, account_id: UUID) -> None:
    """The primary contact of the account is not the primary one any more."""
    primary = [AccountContact.account_id == account_id, AccountContact.is_primary.is_(True), AccountContact.deleted_at.is_(None)]
    for other in work.session.scalars(select(AccountContact).where(*primary).with_for_update()):
        other.is_primary = False
    work.session.flush()


def accounts_of(work: Work, contact_id: UUID) -> list[dict[str, Any]]:
    """The accounts a contact belongs to today, as its events tell them."""
    columns = select(AccountContact.account_id.label("id"), AccountContact.role, AccountContact.is_primary)
    rows = work.session.execute(columns.where(AccountContact.contact_id == contact_id, current(work.today)))
    return [dict(row) for row in rows.mappings()]
