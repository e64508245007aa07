"""Which contact belongs to which account, and its keeping."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select

from crm_kit.errors import Duplicate
from crm_kit.work import Work
from customers.domain.account import Account
from customers.domain.account_contact import AccountContact
from customers.domain.contact import Contact


def current(today: Any) -> ColumnElement[bool]:
    """Links that have not ended by that day; `bindparam("today")` where the statement is made once."""
    has = AccountContact.__table__.c
    return and_(has.deleted_at.is_(None), or_(has.to_on.is_(None), has.to_on >= today))


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
    days: list[ColumnElement[bool]] = [AccountContact.deleted_at.is_(None)]
    if made.to_on is not None:
        days.append(or_(AccountContact.from_on.is_(None), AccountContact.from_on <= made.to_on))
    if made.from_on is not None:
        days.append(or_(AccountContact.to_on.is_(None), AccountContact.to_on >= made.from_on))
    there = work.session.scalar(select(AccountContact.id).where(*same, *days).limit(1))
    if there is not None:
        raise Duplicate("The contact belongs to this account at that time already", candidates=[{"link_id": str(there)}])


def get_link(work: Work, link_id: UUID, version: int) -> AccountContact:
    """A link of an account that the caller may change; whether the account may be met comes before which version is meant."""
    work.get(Account, work.get(AccountContact, link_id).account_id)
    return work.get(AccountContact, link_id, version=version)


def tell_contact(work: Work, link: AccountContact) -> None:
    """Say in which accounts the contact of a changed link is now."""
    work.flush()
    contact = work.session.get_one(Contact, link.contact_id)
    contact.tell(accounts_of(work, contact.id))


def step_down(work: Work, account_id: UUID) -> None:
    """The primary contact of the account is not the primary one any more."""
    step_down_all(work, [account_id])


def step_down_all(work: Work, account_ids: Sequence[UUID]) -> None:
    """The same for several accounts."""
    primary = [AccountContact.account_id.in_(account_ids), AccountContact.is_primary.is_(True), AccountContact.deleted_at.is_(None)]
    query = select(AccountContact).where(*primary).order_by(AccountContact.id).with_for_update()
    for other in work.session.scalars(query) if account_ids else ():
        other.is_primary = False
    work.flush()


def accounts_of(work: Work, contact_id: UUID) -> list[dict[str, Any]]:
    """The accounts a contact belongs to today, as its events tell them."""
    return accounts_of_all(work, [contact_id])[contact_id]


def accounts_of_all(work: Work, contact_ids: Sequence[UUID]) -> dict[UUID, list[dict[str, Any]]]:
    """The same for several contacts, in one query."""
    columns = AccountContact.contact_id, AccountContact.account_id, AccountContact.role, AccountContact.is_primary
    rows = work.session.execute(select(*columns).where(AccountContact.contact_id.in_(contact_ids), current(work.today)))
    found: dict[UUID, list[dict[str, Any]]] = {contact_id: [] for contact_id in contact_ids}
    for row in rows:
        found[row.contact_id].append({"id": row.account_id, "role": row.role, "is_primary": row.is_primary})
    return found


def contacts_of(work: Work, account_id: UUID, allow: str = "*") -> Sequence[Contact]:
    """The contacts that belong to an account today; those that the caller may meet through `allow`."""
    linked = select(AccountContact.contact_id).where(AccountContact.account_id == account_id, current(work.today))
    return work.find(Contact, Contact.id.in_(linked), allow=allow)


def facts_of_contacts(work: Work, contacts: Sequence[Contact]) -> dict[UUID, dict[str, Any]]:
    """What the events of contacts tell beside the contacts."""
    return {contact_id: {"accounts": found} for contact_id, found in accounts_of_all(work, [each.id for each in contacts]).items()}
