"""Accounts as files name them: by number, by the id that another system has for them, or by name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select

from crm_kit.imports.importer import Batch, Row
from crm_kit.work import Work
from customers.domain.account import Account
from customers.domain.matching import company_key, external_key
from customers.tables import match_keys


def accounts_named(work: Work, batch: Batch) -> dict[int, Account]:
    """Row number → account, for the rows that name one; those that name none, or several, are refused."""
    named = {row.number: row for row in batch.open if row.beside.get("account")}
    if not named:
        return {}
    by_name = _by_name(work, {row.beside["account"] for row in named.values()}, batch.options.system)
    return {number: account for number, row in named.items() if (account := _only(row, by_name[row.beside["account"]])) is not None}


def _only(row: Row, found: dict[UUID, Account]) -> Account | None:
    if not found:
        row.fail("unknown_account", "There is no such account", "account")
    elif len(found) > 1:
        row.fail("ambiguous_account", "Several accounts have this name; write the number", "account")
    return next(iter(found.values())) if len(found) == 1 else None


def _by_name(work: Work, names: Iterable[str], system: str) -> dict[str, dict[UUID, Account]]:
    external = {external_key(system, name): name for name in names}
    keys: dict[str, list[str]] = defaultdict(list)
    for name in names:
        keys[company_key(name)].append(name)
    known_as = {row.record_id: external[row.key] for row in work.session.execute(_having(external))}
    named = or_(Account.number.in_(names), Account.name_key.in_(keys), Account.id.in_(known_as))
    return _sorted(work.find(Account, named, allow="customers.account.read"), set(names), known_as, keys)


def _having(external: dict[str, str]) -> Any:
    return select(match_keys.c.key, match_keys.c.record_id).where(match_keys.c.key.in_(external))


def _sorted(
    found: Iterable[Account], names: set[str], known_as: dict[UUID, str], keys: dict[str, list[str]]
) -> dict[str, dict[UUID, Account]]:  # fmt: skip
    """A number or an id says exactly which one is meant; a name does where nothing else has it."""
    exact: dict[str, dict[UUID, Account]] = defaultdict(dict)
    alike: dict[str, dict[UUID, Account]] = defaultdict(dict)
    for account in found:
        for name in keys.get(account.name_key, ()):
            alike[name][account.id] = account
        for name in {account.number, known_as.get(account.id)} & names:
            exact[name][account.id] = account
    return defaultdict(dict, {**alike, **exact})
