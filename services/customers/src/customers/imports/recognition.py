"""Which rows of a batch are something that is there already: by the keys of a single record, looked up for all rows at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import UUID

from crm_kit.imports.importer import Batch, Row
from crm_kit.work import Work
from customers.domain.matching import Key
from customers.duplicates import candidate, matches, same_region

Places = Mapping[str, Iterable[Key]]


@dataclass
class Draft:
    """What a row would become, what it is recognised by, by the part of it that this stands in, and what it is alike to."""

    record: Any
    places: Places
    people: list[Any] = field(default_factory=list)
    region: str | None = None
    account: Any = None

    @cached_property
    def keys(self) -> dict[str, Key]:
        return {key.text: key for part in self.places.values() for key in part}

    @cached_property
    def own_keys(self) -> dict[str, Key]:
        """Those of the record itself."""
        return {key.text: key for key in self.places.get("", ())}


class Known:
    """The records that have one of many keys."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._asked: set[str] = set()
        self._found: dict[str, list[Any]] = defaultdict(list)

    def look_up(self, keys: Iterable[str]) -> None:
        fresh = set(keys) - self._asked
        self._asked |= fresh
        for row in matches(self._work, fresh) if fresh else ():
            self._found[row.key].append(row)

    def exact(self, keys: Mapping[str, Key], besides: UUID | None = None) -> list[Any]:
        """The records that have one of the exact keys."""
        return [row for text, key in keys.items() if key.is_exact for row in self._found[text] if row.record_id != besides]

    def alike(self, keys: Mapping[str, Key], region: str | None) -> list[Any]:
        """The records that only look like it."""
        fuzzy = ((text, key) for text, key in keys.items() if not key.is_exact)
        return [row for text, key in fuzzy for row in self._found[text] if same_region(key, row.region, region)]


def recognise(work: Work, batch: Batch) -> Known:
    """Look all rows' keys up, and decide about those that are something else already, here or earlier in the file.

    Where the mode changes records, a row that is exactly one of them keeps its record's id in `record`, for the importer to load.
    """
    known = Known(work)
    known.look_up(key for row in batch.open for key in row.plan.keys)
    for row in batch.open:
        _decide(batch, row, known)
    return known


def _decide(batch: Batch, row: Row, known: Known) -> None:
    draft: Draft = row.plan
    earlier = _earlier(batch, draft)
    exact, alike = known.exact(draft.keys), known.alike(draft.keys, draft.region)
    if earlier is not None:
        batch.repeat(row, f"The same as row {earlier}")
    elif batch.may_change and (own := known.exact(draft.own_keys)):
        _take_for(row, own)
    elif exact:
        batch.repeat(row, f"There is one like this already: {_told(exact, draft.keys)}")
    elif alike and not batch.options.confirm_duplicates:
        batch.repeat(row, f"There may be one like this already: {_told(alike, draft.keys)}", "possible_duplicate")
    if not row.outcome:
        _remember(batch, row)


def _take_for(row: Row, found: list[Any]) -> None:
    ids = {each.record_id for each in found}
    if len(ids) > 1:
        row.fail("ambiguous", "Several records have what this row is recognised by")
    elif not found[0].is_visible:
        row.fail("duplicate", "There is one like this already, which is somebody else's", outcome="duplicate")
    row.record = ids.pop()


def _earlier(batch: Batch, draft: Draft) -> int | None:
    for text, key in draft.keys.items():
        for number, region in batch.seen.get(text, ()):
            if key.is_exact or (not batch.options.confirm_duplicates and same_region(key, region, draft.region)):
                return number
    return None


def _remember(batch: Batch, row: Row) -> None:
    for text in row.plan.keys:
        batch.seen.setdefault(text, []).append((row.number, row.plan.region))


def _told(found: list[Any], keys: Mapping[str, Key]) -> str:
    """What the caller may know of the first match."""
    same = [row for row in found if row.record_id == found[0].record_id]
    told = candidate(same, [keys[row.key].rule for row in same])
    by = ", ".join(sorted({rule.replace("_", " ") for rule in told["rules"]}))
    if "name" not in told:
        return f"somebody else's (by {by})"
    owner = f", owner {told['owner']}" if told.get("owner") else ""
    return f"{told['name']}{owner} (by {by})"
