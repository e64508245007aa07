"""The accounts that inventory knows from customers' news."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from crm_kit.errors import Invalid
from crm_kit.visibility import visible
from crm_kit.work import Work
from inventory.domain.copies import AccountCopy


def account(work: Work, account_id: UUID, pointer: str = "/account_id") -> AccountCopy:
    """An account that the caller may see, as what it was merged into; Invalid (422) for none."""
    known = work.session.get(AccountCopy, account_id)
    today = known.merged_into or known.id if known else account_id
    alive = AccountCopy.is_deleted.is_(False) & visible(work.caller, AccountCopy, "customers.account.read")
    found = work.session.scalars(select(AccountCopy).where(AccountCopy.id == today, alive)).one_or_none()
    if found is None:
        raise Invalid.field(pointer, "unknown_account", f"There is no account {account_id}")
    return found
