"""Columns of a file and the fields they hold: guessing which is which, and turning cells into the payload of a command."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

from crm_kit.errors import Invalid

NOTHING = ("", "NULL", "\\N")
_TRUTHS = {
    **dict.fromkeys(("1", "true", "yes", "y", "x", "是", "真", "oui", "ja", "si"), True),
    **dict.fromkeys(("0", "false", "no", "n", "否", "假", "non", "nein"), False),
}
_SEPARATORS = re.compile(r"[;,|、，；]")


@dataclass(frozen=True)
class Field:
    """Something that a column can hold.

    `place` is where its value stands in the payload of the command that creates, its own name unless said; `read` makes the value
    of the cell, ValueError where it cannot. `needs_all` is for those alone who may import for everybody. What is `beside` the
    command is the importer's own affair.
    """

    name: str
    aliases: tuple[str, ...] = ()
    place: tuple[str | int, ...] = ()
    read: Callable[[str], Any] = str
    is_required: bool = False
    needs_all: bool = False
    beside: bool = False

    @cached_property
    def path(self) -> tuple[str | int, ...]:
        return self.place or (self.name,)

    @property
    def pointer(self) -> str:
        """Where the command complains about it."""
        return "".join(f"/{part}" for part in self.path)


def as_truth(cell: str) -> bool:
    """yes, no, true, false, 1, 0, 是, 否."""
    known = _TRUTHS.get(cell.strip().casefold())
    if known is None:
        raise ValueError("Not yes or no.")
    return known


def as_list(cell: str) -> list[str]:
    """Several values in one cell, separated by ; or , or |."""
    return [part.strip() for part in _SEPARATORS.split(cell) if part.strip()]


def as_decimal(cell: str) -> str:
    """1234.5, 1,234.50 and 1.234,50 alike. ValueError for 1,234, which is one thing here and another there."""
    text = cell.strip().replace(" ", "").replace("\u00a0", "")
    comma, point = text.rfind(","), text.rfind(".")
    if comma >= 0 and point < 0 and len(text) - comma == 4 and text.count(",") == 1:
        raise ValueError("Is this a thousand or a thousandth? Write it without a comma.")
    thousands, decimal = (",", ".") if point > comma or text.count(",") > 1 else (".", ",")
    if comma < 0:
        return text
    return text.replace(thousands, "").replace(decimal, ".")


def as_whole(cell: str) -> int:
    """A whole number."""
    text = cell.strip()
    if not text.removeprefix("-").isdecimal() or len(text) > 12:
        raise ValueError("Not a whole number.")
    return int(text)


def as_url(cell: str) -> str:
    """A web address, also without https://, and as Access exports it: `our page#http://acme.example#`."""
    parts = cell.split("#")
    address = (parts[1] if len(parts) == 3 else cell).strip()
    return address if "://" in address else f"https://{address}"


def as_lower(cell: str) -> str:
    return cell.strip().lower()


def as_moment(cell: str) -> dt.datetime:
    """A time in the past, ISO 8601; without an offset it is UTC, a day alone is its beginning."""
    try:
        moment = dt.datetime.fromisoformat(cell.strip())
    except ValueError as error:
        raise ValueError("Not a time; write 2026-11-21T12:00:00Z or 2026-11-21.") from error
    aware = (moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)).astimezone(dt.UTC)
    if not dt.datetime(1900, 1, 1, tzinfo=dt.UTC) <= aware <= dt.datetime.now(dt.UTC):
        raise ValueError("Not a time of the past.")
    return aware


def folded(name: str) -> str:
    """A column's name as names are compared: no case, no spaces, no punctuation."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", name).casefold() if sign.isalnum())


def guess(columns: Sequence[str], fields: Iterable[Field]) -> dict[str, str | None]:
    """For each column the field whose name or alias it has; no field twice."""
    known = {folded(name): field.name for field in fields for name in (field.name, *field.aliases)}
    found: dict[str, str | None] = {}
    for column in columns:
        field = known.get(folded(column))
        found[column] = None if field in found.values() else field
    return found


def check_mapping(mapping: Mapping[str, Any], columns: Sequence[str], fields: Mapping[str, Field]) -> None:
    """Invalid (422) for a column or a field that does not exist, and for a field that two columns would hold."""
    held: dict[str, str] = {}
    for column, name in mapping.items():
        at = f"/mapping/{column}"
        if column not in columns:
            raise Invalid.field(at, "unknown_column", f"The file has no column '{column[:100]}'")
        if name is None:
            continue
        if not isinstance(name, str) or name not in fields:
            raise Invalid.field(at, "unknown_field", f"There is no such field; there are {', '.join(fields)}")
        if name in held:
            raise Invalid.field(at, "mapped_twice", f"'{held[name]}' holds {name} already")
        held[name] = column


def require_mapped(mapping: Mapping[str, Any], fields: Iterable[Field]) -> None:
    """Invalid (422) while a field that no row can do without has no column."""
    mapped = set(mapping.values())
    if missing := [field.name for field in fields if field.is_required and field.name not in mapped]:
        raise Invalid.field("/mapping", "not_mapped", f"Say which column holds {', '.join(missing)}")


def columns_hash(columns: Iterable[str]) -> str:
    """The same for the same set of columns, in any order."""
    return hashlib.sha256("\x1f".join(sorted(map(folded, columns))).encode()).hexdigest()


def place(payload: dict[str, Any], path: Sequence[str | int], value: Any) -> None:
    """Put a value where it belongs in a payload; lists on the way have one item."""
    inner: Any = payload
    for here, following in pairwise(path):
        fresh: Any = [] if isinstance(following, int) else {}
        if isinstance(inner, list):
            inner.extend([fresh] if not inner else [])
            inner = inner[0]
        else:
            inner = inner.setdefault(here, fresh)
    if isinstance(inner, list):
        inner.append(value)
    else:
        inner[path[-1]] = value
