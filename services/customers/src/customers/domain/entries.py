"""Lists inside a record: addresses with ids that last, e-mail addresses and phone numbers of which one is primary."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from crm_contracts.customers.words import Address, EmailEntry, PhoneEntry
from crm_kit.errors import Invalid
from crm_kit.messages import dump
from crm_kit.model import new_id

Entries = list[dict[str, Any]]


def addresses(given: Iterable[Address], known: Entries) -> Entries:
    """The addresses as they are kept. One sent with an id must be one of the `known`; one without, unless it is known, is new."""
    ids = {entry["id"] for entry in known}
    same = {_place(entry): entry["id"] for entry in known}
    kept = []
    for number, address in enumerate(given):
        if address.id is not None and str(address.id) not in ids:
            raise Invalid.field(f"/addresses/{number}/id", "unknown_address", "This is no address of the record")
        entry = dump(address, Address)
        known_id = same.pop(_place(entry), None) if same else None
        kept.append({**entry, "id": entry["id"] or known_id or str(new_id())})
    return kept


def _place(entry: dict[str, Any]) -> str:
    return repr(sorted((name, value) for name, value in entry.items() if name != "id"))


def emails(given: Iterable[EmailEntry]) -> Entries:
    """E-mail addresses without repeats, exactly one primary."""
    return _with_one_primary(_unique(dump(entry, EmailEntry) for entry in given), "/emails")


def phones(given: Iterable[PhoneEntry]) -> Entries:
    """Phone numbers without repeats, exactly one primary."""
    return _with_one_primary(_unique(dump(entry, PhoneEntry) for entry in given), "/phones")


def _unique(entries: Iterable[dict[str, Any]]) -> Entries:
    unique: dict[str, dict[str, Any]] = {}
    for entry in entries:
        unique.setdefault((entry.get("address") or entry["number"]).casefold(), entry)
    return list(unique.values())


def _with_one_primary(entries: Entries, pointer: str) -> Entries:
    chosen = [entry for entry in entries if entry["is_primary"]] or entries[:1]
    if len(chosen) > 1:
        raise Invalid.field(pointer, "several_primary", "Only one can be the primary one")
    return [{**entry, "is_primary": entry is chosen[0]} for entry in entries]


def primary(entries: Entries, name: str) -> str | None:
    """The primary entry's `name`, or None where there are no entries."""
    return next((entry[name] for entry in entries if entry["is_primary"]), None)


def with_primary(entries: Entries, name: str, value: str | None, type_: str) -> Entries:
    """The entries with `value` as the primary one, in the place of the primary one so far; None takes that one away."""
    if value == primary(entries, name):
        return entries
    rest = [{**entry, "is_primary": False} for entry in entries if not entry["is_primary"] and entry[name] != value]
    if value is None:
        return [{**entry, "is_primary": number == 0} for number, entry in enumerate(rest)]
    return [{name: value, "type": type_, "is_primary": True}, *rest]
