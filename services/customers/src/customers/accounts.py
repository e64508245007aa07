"""Accounts as they come into being and change: with what must be checked and kept beside them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crm_kit.work import Work
from customers import hierarchy
from customers.domain.account import Account
from customers.domain.account_contact import AccountContact
from customers.domain.contact import Contact
from customers.duplicates import note_keys, refuse_duplicates
from customers.people import mirrored, take_in

Parts = list[tuple[Contact, dict[str, Any]]]


def open_account(work: Work, account: Account, people: Parts, *, confirmed: bool, reason: str) -> list[AccountContact]:
    """Check and add a new account with its contacts; gives their links."""
    account.keep_or_take(work.caller.user_id, work.caller.team_path)
    if account.kind == "person":
        people = [(mirrored(account), {"role": "self", "is_primary": not people}), *people]
    _check(work, account, people, confirmed=confirmed, reason=reason)
    return add_account(work, account, people)


def add_account(work: Work, account: Account, people: Parts) -> list[AccountContact]:
    """Add an account that was checked, with its contacts."""
    note_keys(work, account.id, account.keys())
    account.number = work.number("A")
    work.add(account)
    account.open()
    return [take_in(work, contact, account, **part) for contact, part in people]


def _check(work: Work, account: Account, people: Parts, *, confirmed: bool, reason: str) -> None:
    if account.parent_id is not None:
        hierarchy.check_parent(work, account.id, account.parent_id)
    if account.referred_by is not None:
        hierarchy.check_referrer(work, account.id, account.referred_by)
    keys = account.keys().union(*(contact.keys() for contact, _ in people))
    refuse_duplicates(work, keys, region=account.region, confirmed=confirmed, reason=reason)


def change_account(work: Work, account: Account, fields: Mapping[str, Any], *, confirmed: bool, reason: str) -> None:
    """Change an account, after checking what the change brings up; the person behind it follows."""
    before, parent_id, referred_by = account.keys(), account.parent_id, account.referred_by
    with work.session.no_autoflush:
        account.change(fields)
        if account.parent_id is not None and account.parent_id != parent_id:
            hierarchy.check_parent(work, account.id, account.parent_id)
        if account.referred_by is not None and account.referred_by != referred_by:
            hierarchy.check_referrer(work, account.id, account.referred_by)
        refuse_duplicates(
            work, account.keys() - before, region=account.region, besides=[account.id], confirmed=confirmed, reason=reason
        )
    note_keys(work, account.id, account.keys(), before)
