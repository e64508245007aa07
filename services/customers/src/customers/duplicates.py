"""Finding records that are there already, by indexed keys: exact ones refuse a second record, fuzzy ones only warn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import delete, func, insert, select

from crm_kit.colleagues import Colleague
from crm_kit.errors import Duplicate, Invalid
from crm_kit.visibility import visible
from crm_kit.work import Work
from customers.domain.account import Account
from customers.domain.contact import Contact
from customers.domain.matching import Key
from customers.tables import match_keys

R = TypeVar("R", Account, Contact)
MOST_CANDIDATES = 10
FIELD_OF = {"domain": "website", "external_id": "external_ids", "name_and_phone": "phones", "name": "name"}


def matches(work: Work, keys: Iterable[Key], *, besides: Iterable[UUID] = ()) -> Sequence[Any]:
    """The records that have one of the keys: key, record_id, name, region, owner, is_visible."""
    sees_account = visible(work.caller, Account, "customers.account.read")
    sees_contact = visible(work.caller, Contact, "customers.contact.read")
    is_visible = (Account.id.is_not(None) & sees_account) | (Contact.id.is_not(None) & sees_contact)
    query = (
        select(
            match_keys.c.key, match_keys.c.record_id, func.coalesce(Account.name, Contact.full_name).label("name"), Account.region,
            Colleague.name.label("owner"), func.coalesce(is_visible, False).label("is_visible"),
        )
        .outerjoin(Account, Account.id == match_keys.c.record_id)
        .outerjoin(Contact, Contact.id == match_keys.c.record_id)
        .outerjoin(Colleague, Colleague.id == func.coalesce(Account.owner_id, Contact.owner_id))
        .where(match_keys.c.key.in_([key.text for key in keys]), match_keys.c.record_id.not_in(list(besides)))
        .limit(MOST_CANDIDATES * 5)
    )  # fmt: skip
    return work.session.execute(query).all()


def refuse_duplicates(
    work: Work, keys: Iterable[Key], *, region: str | None = None, besides: Iterable[UUID] = (), confirmed: bool = False,
    reason: str = "", at: str = "",
) -> None:  # fmt: skip
    """Raise Duplicate (409) where somebody else has one of the keys; a fuzzy match passes when it is `confirmed` with a reason.

    `at` is the place in the request, such as '/contacts/0'.
    """
    rules = {key.text: key for key in keys}
    if not rules:
        return
    found = [row for row in matches(work, rules.values(), besides=besides) if _same_region(rules[row.key], row.region, region)]
    exact = [row for row in found if rules[row.key].is_exact]
    if exact:
        raise _duplicate("duplicate", "There is one like this already", exact, rules, at)
    if found and not confirmed:
        raise _duplicate("possible_duplicate", "There may be one like this already", found, rules, at)
    if found and not reason:
        raise Invalid.field("/reason", "required", "Say why it is not the one that looks alike")


def take_keys_back(work: Work, record: Account | Contact) -> None:
    """Let a restored record be recognised again; Duplicate (409) where another one has taken its exact keys."""
    refuse_duplicates(work, [key for key in record.match_keys() if key.is_exact])
    note_keys(work, record.id, record.match_keys())


def _same_region(key: Key, known: str | None, given: str | None) -> bool:
    return key.rule != "name" or not known or not given or known.casefold() == given.casefold()


def _duplicate(code: str, detail: str, rows: Sequence[Any], rules: dict[str, Key], at: str) -> Duplicate:
    by_record: dict[UUID, list[Any]] = {}
    for row in rows:
        by_record.setdefault(row.record_id, []).append(row)
    candidates = [_candidate(same, [rules[row.key].rule for row in same]) for same in by_record.values()]
    fields = dict.fromkeys(FIELD_OF.get(rules[row.key].rule, rules[row.key].rule) for row in rows)
    errors = [{"pointer": f"{at}/{field}", "code": code, "message": detail} for field in fields]
    return Duplicate(detail, code=code, errors=errors, candidates=candidates[:MOST_CANDIDATES])


def _candidate(rows: list[Any], rules: list[str]) -> dict[str, Any]:
    """What the caller may know of a match. A tax id alone tells nothing of a record that they may not see."""
    row = rows[0]
    if row.is_visible:
        return {"id": str(row.record_id), "name": row.name, "owner": row.owner, "rules": rules, "is_visible": True}
    known = {} if rules == ["tax_id"] else {"name": row.name, "owner": row.owner}
    return {**known, "rules": rules, "is_visible": False, "request_access": True}


def twin_of(work: Work, record: R) -> R | None:
    """The record that has one of the exact keys already."""
    rows = matches(work, [key for key in record.match_keys() if key.is_exact])
    return work.session.get(type(record), rows[0].record_id) if rows else None


def note_keys(work: Work, record_id: UUID, keys: Iterable[Key], before: Iterable[Key] = ()) -> None:
    """Keep what a record is recognised by; `before` is what it was recognised by so far."""
    new, old = set(keys), set(before)
    if gone := [key.text for key in old - new]:
        work.session.execute(delete(match_keys).where(match_keys.c.key.in_(gone), match_keys.c.record_id == record_id))
    if fresh := [{"key": key.text, "record_id": record_id, "is_exact": key.is_exact} for key in new - old]:
        work.session.execute(insert(match_keys), fresh)


@contextmanager
def recognised_anew(work: Work, record: Account | Contact, *, confirmed: bool = False, reason: str = "") -> Iterator[None]:
    """Within the block the record changes; afterwards what it is recognised by is checked and kept."""
    before = record.match_keys()
    yield
    region, new = getattr(record, "region", None), record.match_keys() - before
    refuse_duplicates(work, new, region=region, besides=[record.id], confirmed=confirmed, reason=reason)
    note_keys(work, record.id, record.match_keys(), before)
