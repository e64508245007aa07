"""The accounts and contacts that sales knows from customers' news."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select

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
    scope = visible(work.caller, copy, permission)
    rows = _rows(work, copy, ids, or_(copy.merged_into.is_not(None), scope))
    later = _rows(work, copy, [row.merged_into for row in rows.values() if row.merged_into], scope)
    today = {wanted: later.get(row.merged_into) if row.merged_into else row for wanted, row in rows.items()}
    return {wanted: row for wanted, row in today.items() if row is not None and not row.is_deleted}


def _rows(work: Work, copy: Any, ids: Sequence[UUID], scope: ColumnElement[bool]) -> dict[UUID, Any]:
    return {row.id: row for row in work.session.scalars(select(copy).where(copy.id.in_(ids), scope))} if ids else {}
