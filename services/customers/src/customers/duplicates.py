"""Finding records that are there already, by indexed keys: exact ones refuse a second record, fuzzy ones only warn."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar
from uuid import UUID

import orjson
from sqlalchemy import cast, func, literal, select, true
from sqlalchemy.dialects.postgresql import JSONB

from crm_kit.colleagues import Colleague
from crm_kit.errors import Duplicate, Invalid
from crm_kit.messages import json_text
from crm_kit.visibility import visible
from crm_kit.work import Work
from customers.domain.account import Account
from customers.domain.contact import Contact
from customers.domain.matching import Key
from customers.tables import match_keys

R = TypeVar("R", Account, Contact)
Places = Mapping[str, Iterable[Key]]
MOST_CANDIDATES = 10
IS_KNOWN = "SELECT EXISTS (SELECT FROM match_keys WHERE key = ANY(%(keys)s))"
# Many of them travel as one document: psycopg takes ten times as long to make arrays.
KEEP = """
INSERT INTO match_keys (key, record_id, is_exact)
SELECT key, record_id, is_exact FROM jsonb_populate_recordset(NULL::match_keys, %(rows)s::jsonb)
"""
DROP = """
DELETE FROM match_keys USING unnest(%(keys)s::text[], %(records)s::uuid[]) AS gone(key, record_id)
WHERE match_keys.key = gone.key AND match_keys.record_id = gone.record_id
"""


def refuse_duplicates(
    work: Work,
    places: Places,
    *,
    region: str | None = None,
    besides: Collection[UUID] = (),
    confirmed: bool = False,
    reason: str = "",
) -> None:
    """Raise Duplicate (409) where somebody else has one of the keys; a fuzzy match passes when it is `confirmed` with a reason.

    `places` are the keys by the part of the request that they come from: '' for the record itself, '/contacts/0' for a part.
    """
    keys = {key.text: key for part in places.values() for key in part}
    if not keys or not _run(work, IS_KNOWN, keys=list(keys)).scalar_one():
        return
    found = [row for row in matches(work, keys, besides) if same_region(keys[row.key], row.region, region)]
    fields = {key.text: f"{at}/{key.field}" for at, part in places.items() for key in part}
    if exact := [row for row in found if keys[row.key].is_exact]:
        raise _duplicate("duplicate", "There is one like this already", exact, keys, fields)
    if found and not confirmed:
        raise _duplicate("possible_duplicate", "There may be one like this already", found, keys, fields)
    if found and not reason:
        raise Invalid.field("/reason", "required", "Say why it is not the one that looks alike")


def matches(work: Work, keys: Iterable[str], besides: Collection[UUID] = ()) -> Sequence[Any]:
    """The records that have one of the keys, of each key some: key, record_id, name, region, owner, is_visible."""
    sees_account = visible(work.caller, Account, "customers.account.read")
    sees_contact = visible(work.caller, Contact, "customers.contact.read")
    is_visible = (Account.id.is_not(None) & sees_account) | (Contact.id.is_not(None) & sees_contact)
    asked, having = _having(keys, besides)
    query = (
        select(
            asked.c.key, having.c.record_id, func.coalesce(Account.name, Contact.full_name).label("name"), Account.region,
            Colleague.name.label("owner"), func.coalesce(is_visible, False).label("is_visible"),
        )
        .select_from(asked.join(having, true()))
        .outerjoin(Account, Account.id == having.c.record_id)
        .outerjoin(Contact, Contact.id == having.c.record_id)
        .outerjoin(Colleague, Colleague.id == func.coalesce(Account.owner_id, Contact.owner_id))
    )  # fmt: skip
    return work.session.execute(query).all()


def _having(keys: Iterable[str], besides: Collection[UUID]) -> tuple[Any, Any]:
    """The keys, and beside each of them those that have it: looked up one by one in the index, however many keys there are."""
    told = cast(literal(orjson.dumps([*keys]).decode()), JSONB)
    asked = func.jsonb_array_elements_text(told).table_valued("key").render_derived("asked")
    same = match_keys.c.key == asked.c.key, match_keys.c.record_id.not_in(list(besides))
    return asked, select(match_keys.c.record_id).where(*same).limit(MOST_CANDIDATES).lateral("having")


def same_region(key: Key, known: str | None, given: str | None) -> bool:
    return key.rule != "name" or not known or not given or known.casefold() == given.casefold()


def _duplicate(code: str, detail: str, rows: Sequence[Any], keys: Mapping[str, Key], fields: Mapping[str, str]) -> Duplicate:
    by_record: dict[UUID, list[Any]] = {}
    for row in rows:
        by_record.setdefault(row.record_id, []).append(row)
    candidates = [candidate(same, [keys[row.key].rule for row in same]) for same in by_record.values()]
    pointers = sorted({fields[row.key] for row in rows})
    errors = [{"pointer": pointer, "code": code, "message": detail} for pointer in pointers]
    return Duplicate(detail, code=code, errors=errors, candidates=candidates[:MOST_CANDIDATES])


def candidate(rows: list[Any], rules: list[str]) -> dict[str, Any]:
    """What the caller may know of a match. A tax id alone tells nothing of a record that they may not see."""
    row = rows[0]
    if row.is_visible:
        return {"id": str(row.record_id), "name": row.name, "owner": row.owner, "rules": rules, "is_visible": True}
    known = {} if rules == ["tax_id"] else {"name": row.name, "owner": row.owner}
    return {**known, "rules": rules, "is_visible": False, "request_access": True}


def twin_of(work: Work, record: R) -> R | None:
    """The record that has one of the exact keys already."""
    rows = matches(work, [key.text for key in record.match_keys() if key.is_exact])
    return work.session.get(type(record), rows[0].record_id) if rows else None


# --- keeping ---------------------------------------------------------------------------------------------------------


def keep_keys(work: Work, *records: Account | Contact) -> None:
    """From now on the records are recognised."""
    keep(work, [(record.id, key) for record in records for key in record.match_keys()])


def drop_keys(work: Work, *records: Account | Contact) -> None:
    """The records are recognised no more."""
    drop(work, [(record.id, key) for record in records for key in record.match_keys()])


def take_keys_back(work: Work, record: Account | Contact) -> None:
    """Let a restored record be recognised again; Duplicate (409) where another one has taken its exact keys."""
    refuse_duplicates(work, {"": [key for key in record.match_keys() if key.is_exact]})
    keep_keys(work, record)


@contextmanager
def recognised_anew(work: Work, record: Account | Contact, *, confirmed: bool = False, reason: str = "") -> Iterator[None]:
    """Within the block the record changes; afterwards what it is recognised by is checked and kept."""
    before = record.match_keys()
    yield
    after, region = record.match_keys(), getattr(record, "region", None)
    refuse_duplicates(work, {"": after - before}, region=region, besides=[record.id], confirmed=confirmed, reason=reason)
    drop(work, [(record.id, key) for key in before - after])
    keep(work, [(record.id, key) for key in after - before])


def keep(work: Work, owned: list[tuple[UUID, Key]]) -> None:
    """Let records be recognised by keys, from the next flush on."""
    if owned:
        rows = [{"key": key.text, "record_id": record_id, "is_exact": key.is_exact} for record_id, key in owned]
        work.write(KEEP, rows=json_text(rows))


def drop(work: Work, owned: list[tuple[UUID, Key]]) -> None:
    """Let records be recognised by keys no more."""
    if owned:
        records, keys = zip(*owned, strict=True)
        _run(work, DROP, keys=[key.text for key in keys], records=list(records))


def _run(work: Work, statement: str, **parameters: Any) -> Any:
    """These run in every creation: text that is compiled once."""
    return work.session.connection().exec_driver_sql(statement, parameters)
