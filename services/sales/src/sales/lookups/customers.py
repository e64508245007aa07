"""The accounts and contacts that sales knows from customers' news."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import select

from crm_contracts.sales.words import OpportunityAccount, OpportunityContact
from crm_kit.errors import Invalid
from crm_kit.visibility import visible
from crm_kit.work import Work
from sales.domain.copies import AccountCopy, ContactCopy

V = TypeVar("V", OpportunityAccount, OpportunityContact)


def accounts(work: Work, wanted: Sequence[OpportunityAccount]) -> list[OpportunityAccount]:
    """The accounts, each as what it was merged into; Invalid (422) names the one that the caller cannot see."""
    return _known(work, AccountCopy, wanted, "customers.account.read", "/accounts", "unknown_account")


def contacts(work: Work, wanted: Sequence[OpportunityContact]) -> list[OpportunityContact]:
    """The contacts, each as what it was merged into; Invalid (422) names the one that the caller cannot see."""
    return _known(work, ContactCopy, wanted, "customers.contact.read", "/contacts", "unknown_contact")


def account(work: Work, account_id: UUID, pointer: str = "/account/id") -> AccountCopy:
    """One account that the caller may see, or Invalid (422)."""
    return _found(work, AccountCopy, account_id, "customers.account.read", pointer, "unknown_account")  # type: ignore[no-any-return]


def contact(work: Work, contact_id: UUID, pointer: str = "/contact/id") -> ContactCopy:
    """One contact that the caller may see, or Invalid (422)."""
    return _found(work, ContactCopy, contact_id, "customers.contact.read", pointer, "unknown_contact")  # type: ignore[no-any-return]


def _known(work: Work, copy: Any, wanted: Sequence[V], permission: str, pointer: str, code: str) -> list[V]:
    if not wanted:
        return []
    now = _present(work, copy, [each.id for each in wanted], permission)
    for number, each in enumerate(wanted):
        if each.id not in now:
            raise Invalid.field(f"{pointer}/{number}/id", code, f"There is no {each.id}")
    return [replace(each, id=now[each.id].id) for each in wanted]


def _found(work: Work, copy: Any, record_id: UUID, permission: str, pointer: str, code: str) -> Any:
    found = _present(work, copy, [record_id], permission).get(record_id)
    if found is None:
        raise Invalid.field(pointer, code, f"There is no {record_id}")
    return found


def _present(work: Work, copy: Any, ids: Sequence[UUID], permission: str) -> dict[UUID, Any]:
    """Id as it was asked for → the copy that stands for it today, for those that the caller may see."""
    rows = {row.id: row for row in work.session.scalars(select(copy).where(copy.id.in_(ids)))}
    today = {wanted: row.merged_into or row.id for wanted, row in rows.items()}
    alive = copy.is_deleted.is_(False) & visible(work.caller, copy, permission)
    seen = {row.id: row for row in work.session.scalars(select(copy).where(copy.id.in_(today.values()), alive))} if today else {}
    return {wanted: seen[now] for wanted, now in today.items() if now in seen}
