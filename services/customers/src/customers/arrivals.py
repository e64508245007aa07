"""Accounts that other services bring: under the ids they chose, or merged into the record that is there already."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from crm_kit.colleagues import Colleague
from crm_kit.work import Work
from customers.accounts import Parts, add_account
from customers.domain.account import Account
from customers.duplicates import twin_of
from customers.figures import refresh
from customers.redirects import redirect, survivor_of

Make = Callable[[], tuple[Account, Parts]]


def arrived(work: Work, account_id: UUID, make: Make | None) -> Account | None:
    """The account that is meant: one that is there, a twin of the new one, or the new one, which `make` gives with its contacts."""
    known = work.session.get(Account, survivor_of(work, account_id))
    if known is not None or make is None:
        return known
    account, people = make()
    if (twin := twin_of(work, account)) is None:
        add_account(work, account, people)
        return account
    twin.take_over(account.id)
    redirect(work, account.id, twin.id, "account")
    refresh(work, [twin.id])
    return twin


def owner(work: Work, owner_id: UUID) -> dict[str, Any]:
    """Whose a record that arrives is, with their team as far as it is known yet."""
    colleague = work.session.get(Colleague, owner_id)
    return {"owner_id": owner_id, "team_path": colleague.team_path if colleague is not None else ""}
