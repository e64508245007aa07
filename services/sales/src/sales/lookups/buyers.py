"""Who buys: an account, what it may owe, and by which rules we sell."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import True_, Uuid, bindparam, or_, select, true

from crm_kit.errors import Invalid
from crm_kit.visibility import visible
from crm_kit.work import Work
from sales.domain.copies import AccountCopy, CreditCopy
from sales.domain.settings import SalesSettings


@dataclass(frozen=True)
class Buyer:
    """An account as it is today, with its credit where finance has said something of it, and the tenant's settings."""

    account: AccountCopy
    credit: CreditCopy | None
    rules: SalesSettings


_known = (
    select(AccountCopy, CreditCopy, SalesSettings)
    .outerjoin(CreditCopy, CreditCopy.id == AccountCopy.id)
    .outerjoin(SalesSettings, true())
    .where(AccountCopy.id == bindparam("account_id", type_=Uuid))
)


def buyer(work: Work, account_id: UUID, pointer: str = "/account_id") -> Buyer:
    """The account, or what it was merged into; Invalid (422) where the caller cannot see it."""
    found = _row(work, account_id)
    if found is not None and found.account.merged_into:
        found = _row(work, found.account.merged_into)
    if found is None or found.account.is_deleted or found.account.merged_into:
        raise Invalid.field(pointer, "unknown_account", f"There is no account {account_id}")
    return found


def _row(work: Work, account_id: UUID) -> Buyer | None:
    """Whoever was merged away has no owner to go by: only what it became has to be visible."""
    scope = visible(work.caller, AccountCopy, "customers.account.read")
    seen = _known if isinstance(scope, True_) else _known.where(or_(AccountCopy.merged_into.is_not(None), scope))
    row = work.session.execute(seen, {"account_id": account_id}).one_or_none()
    if row is None:
        return None
    account, credit, rules = row
    return Buyer(account, credit, rules or SalesSettings.unset(work.caller.tenant_id))
