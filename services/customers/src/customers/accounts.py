"""Accounts as they come into being and change: with what must be checked and kept beside them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crm_kit.work import Work
from customers import hierarchy
from customers.domain.account import Account
from customers.domain.account_contact import AccountContact
from customers.domain.contact import Contact
from customers.domain.matching import Key
from customers.duplicates import keep_keys, recognised_anew, refuse_duplicates
from customers.links import accounts_of
from customers.people import mirrored, take_in

MIRRORED = {"name", "email", "phone"}
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
    keep_keys(work, account, *(contact for contact, _ in people))
    return add_numbered(work, account, people, work.number("A"))


def add_numbered(work: Work, account: Account, people: Parts, number: str) -> list[AccountContact]:
    """The same under a number, the keys being kept."""
    account.number = number
    work.add(account)
    account.open()
    return [take_in(work, contact, account, **part) for contact, part in people]


def _check(work: Work, account: Account, people: Parts, *, confirmed: bool, reason: str) -> None:
    if account.parent_id is not None:
        hierarchy.check_parent(work, account.id, account.parent_id)
    if account.referred_by is not None:
        hierarchy.check_referrer(work, account.id, account.referred_by)
    refuse_duplicates(work, places_of(account, people), region=account.region, confirmed=confirmed, reason=reason)


def places_of(account: Account, people: Parts) -> dict[str, frozenset[Key]]:
    """What an account and its contacts are recognised by, by the part of the request that it comes from."""
    contacts = [contact for contact, _ in people]
    mirrors = [contacts.pop(0)] if account.person_id is not None else []
    mirrored_keys = [key._replace(field=key.field.removesuffix("s")) for mirror in mirrors for key in mirror.match_keys()]
    places = {f"/contacts/{number}": contact.match_keys() for number, contact in enumerate(contacts)}
    return {"": account.match_keys().union(mirrored_keys), **places}


def change_account(work: Work, account: Account, fields: Mapping[str, Any], *, confirmed: bool, reason: str) -> None:
    """Change an account, after checking what the change brings up; the person behind it follows."""
    parent_id, referred_by = account.parent_id, account.referred_by
    with recognised_anew(work, account, confirmed=confirmed, reason=reason):
        account.change(fields)
        if account.parent_id is not None and account.parent_id != parent_id:
            hierarchy.check_parent(work, account.id, account.parent_id)
        if account.referred_by is not None and account.referred_by != referred_by:
            hierarchy.check_referrer(work, account.id, account.referred_by)
    if account.person_id is not None and MIRRORED & set(fields):
        mirror_account(work, account, confirmed=confirmed, reason=reason)


def mirror_account(work: Work, account: Account, **checks: Any) -> None:
    """Let the person behind an account follow it."""
    contact = work.session.get_one(Contact, account.person_id)
    with recognised_anew(work, contact, **checks):
        contact.mirror(account)
    contact.tell(accounts_of(work, contact.id))


def mirror_contact(work: Work, contact: Contact, **checks: Any) -> None:
    """Let the account of a personal customer follow the person."""
    account = work.session.get_one(Account, contact.personal_account_id)
    with recognised_anew(work, account, **checks):
        account.change({"name": contact.full_name[:200], "email": contact.email, "phone": contact.phone})
