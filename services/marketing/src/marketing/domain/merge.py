"""Merge fields: a language without logic, for texts that people write for many.

`{{contact.first_name|friend}}` is a value, or what stands in for it; `{{#if account.name}}…{{else}}…{{/if}}` asks whether there is
one. There is nothing else: no expressions, no loops, no attributes. A value that is put in is text and is never read again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from crm_kit.errors import Invalid

CONTACT = ("name", "first_name", "last_name", "title", "email")
ACCOUNT = ("name", "level", "industry", "region")
OF_CAMPAIGNS = frozenset((
    *(f"contact.{name}" for name in CONTACT), *(f"account.{name}" for name in ACCOUNT),
    "campaign.name", "sender.name", "sender.email", "unsubscribe_url",
))  # fmt: skip
OF_FORMS = frozenset((
    "reference", "form.name", "enquirer.full_name", "enquirer.company", "enquirer.email", "enquirer.phone", "enquirer.message",
    "enquirer.product_line",
))  # fmt: skip

_MARK = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_PATH = re.compile(r"[a-z_]+(\.[a-z_]+)?")
_DEEPEST = 5

Values = Mapping[str, str]
Escape = Callable[[str], str]


class MissingValue(Exception):
    """A field has no value and nothing stands in for it."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


@dataclass(frozen=True)
class Merged:
    """A text with fields, read."""

    parts: tuple[str | Field | Choice, ...]

    def render(self, values: Values, escape: Escape = str) -> str:
        """The text for these values, each escaped. MissingValue where one is needed and not there."""
        return "".join(part if isinstance(part, str) else part.render(values, escape) for part in self.parts)

    def paths(self) -> set[str]:
        """Every field that it names."""
        return {path for part in self.parts if not isinstance(part, str) for path in part.paths()}

    def needed(self, known: frozenset[str] = frozenset()) -> set[str]:
        """The fields that must have a value wherever it is read; `known` are those that an `if` has made sure of."""
        return {path for part in self.parts if not isinstance(part, str) for path in part.needed(known)}


@dataclass(frozen=True)
class Field:
    path: str
    fallback: str | None

    def render(self, values: Values, escape: Escape) -> str:
        if values.get(self.path):
            return escape(values[self.path])
        if self.fallback is None:
            raise MissingValue(self.path)
        return self.fallback

    def paths(self) -> set[str]:
        return {self.path}

    def needed(self, known: frozenset[str]) -> set[str]:
        return {self.path} if self.fallback is None and self.path not in known else set()


@dataclass(frozen=True)
class Choice:
    path: str
    there: Merged
    absent: Merged

    def render(self, values: Values, escape: Escape) -> str:
        return (self.there if values.get(self.path) else self.absent).render(values, escape)

    def paths(self) -> set[str]:
        return {self.path} | self.there.paths() | self.absent.paths()

    def needed(self, known: frozenset[str]) -> set[str]:
        return self.there.needed(known | {self.path}) | self.absent.needed(known)


def read(text: str, known: frozenset[str], pointer: str) -> Merged:
    """Read a text with fields; Invalid (422) at the pointer for a field that does not exist or a mark that cannot be read."""
    reader = _Reader(text, known, pointer)
    return reader.block(depth=1)


@dataclass
class _Reader:
    """Goes through the text once, from mark to mark."""

    text: str
    known: frozenset[str]
    pointer: str
    ended_by: str = ""
    marks: Iterator[re.Match[str]] = field(init=False)
    place: int = 0

    def __post_init__(self) -> None:
        self.marks = _MARK.finditer(self.text)

    def block(self, depth: int) -> Merged:
        if depth > _DEEPEST:
            raise self._malformed(f"conditions are at most {_DEEPEST - 1} deep")
        parts: list[str | Field | Choice] = []
        for mark in self.marks:
            parts.append(self._plain(mark.start()))
            self.place = mark.end()
            inside = mark[1].strip()
            if inside in ("else", "/if"):
                self.ended_by = inside
                break
            parts.append(self._choice(inside, depth) if inside.startswith("#") else self._field(inside))
        else:
            self.ended_by = ""
            parts.append(self._plain(len(self.text)))
        if depth == 1 and self.ended_by:
            raise self._malformed(f"{{{{{self.ended_by}}}}} without its if")
        return Merged(tuple(part for part in parts if part != ""))

    def _plain(self, end: int) -> str:
        plain = self.text[self.place : end]
        if "{{" in plain:
            raise self._malformed("a {{ has no }}")
        return plain

    def _field(self, inside: str) -> Field:
        path, bar, fallback = inside.partition("|")
        return Field(self._path(path), fallback.strip() if bar else None)

    def _choice(self, inside: str, depth: int) -> Choice:
        word, _, path = inside.partition(" ")
        if word != "#if":
            raise self._malformed(f"there is no {word[:40]}")
        known = self._path(path)
        there, absent = self.block(depth + 1), Merged(())
        if self.ended_by == "else":
            absent = self.block(depth + 1)
        if self.ended_by != "/if":
            raise self._malformed("an if has no {{/if}}")
        return Choice(known, there, absent)

    def _path(self, written: str) -> str:
        path = written.strip()
        if not _PATH.fullmatch(path):
            raise self._malformed(f"'{path[:60]}' is not the name of a field")
        if path not in self.known:
            raise Invalid.field(self.pointer, "unknown_merge_field", f"There is no field '{path[:60]}'")
        return path

    def _malformed(self, why: str) -> Invalid:
        return Invalid.field(self.pointer, "malformed_merge_field", f"A merge field cannot be read: {why}")
