"""Contacts as they come into being: with an account, mirrored by it, or on their own."""

from __future__ import annotations

from typing import Any

from crm_contracts.customers.words import NewContact
from crm_kit.errors import Invalid
from crm_kit.work import Work
from customers.domain.account import Account
from customers.domain.account_contact import AccountContact
from customers.domain.contact import Contact

ABOUT = ("first_name", "last_name", "full_name", "title", "kind", "emails", "phones", "addresses")


def newcomers(given: list[NewContact]) -> list[tuple[Contact, dict[str, Any]]]:
    """The contacts that a new account brings along, each with the part it plays there."""
    chosen = _primary(given)
    parts = [
        {"role": each.role, "title": each.title, "is_primary": is_primary} for each, is_primary in zip(given, chosen, strict=True)
    ]
    return [(_described(each), part) for each, part in zip(given, parts, strict=True)]


def _described(given: NewContact) -> Contact:
    contact = Contact()
    contact.describe({name: getattr(given, name) for name in ABOUT}, has_account=True)
    return contact


def _primary(given: list[NewContact]) -> list[bool]:
    """The primary one is the one that says so, else the first."""
    chosen = [contact.is_primary for contact in given]
    if sum(chosen) > 1:
        raise Invalid.field("/contacts", "several_primary", "Only one contact can be the primary one")
    return chosen if any(chosen) else [number == 0 for number in range(len(given))]


def mirrored(account: Account) -> Contact:
    """The person behind a personal customer."""
    contact = Contact(kind="end_consumer")
    contact.mirror(account)
    account.person_id = contact.id
    return contact


def take_in(work: Work, contact: Contact, account: Account, **part: Any) -> AccountContact:
    """Add a new contact of an account, its keys being kept; it belongs to the account's owner."""
    contact.keep_or_take(account.owner_id, account.team_path)
    work.add(contact)
    contact.arrive([{"id": account.id, "role": part["role"], "is_primary": part["is_primary"]}])
    return work.add(AccountContact(account_id=account.id, contact_id=contact.id, account=account, contact=contact, **part))
