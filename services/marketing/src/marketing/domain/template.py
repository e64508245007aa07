"""The template: a message for many."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from crm_kit.errors import Invalid
from crm_kit.model import Aggregate, Mapped, Owned, Searchable, String, Text, column, sorted_text
from marketing.domain.merge import OF_CAMPAIGNS, Merged, read


@dataclass(frozen=True)
class Parts:
    """A template's texts, read."""

    subject: Merged
    html: Merged
    text: Merged

    @property
    def all(self) -> tuple[Merged, Merged, Merged]:
        return self.subject, self.html, self.text


@lru_cache(maxsize=200)
def parts_of(subject: str, html: str, text: str, known: frozenset[str] = OF_CAMPAIGNS, at: str = "") -> Parts:
    """Read the texts of a message; Invalid (422) names the one that cannot be."""
    return Parts(read(subject, known, f"{at}/subject"), read(html, known, f"{at}/html"), read(text, known, f"{at}/text"))


class Template(Owned, Searchable, Aggregate):
    """A message with merge fields. It is the same for whoever is written to, but for the values."""

    __tablename__ = "templates"

    name: Mapped[str] = column(sorted_text(200))
    channel: Mapped[str] = column(String(10), default="email")
    subject: Mapped[str] = column(String(300))
    html: Mapped[str] = column(Text, default="")
    text: Mapped[str] = column(Text, default="")

    def words(self) -> list[str | None]:
        return [self.name, self.subject]

    def change(self, changes: dict[str, Any]) -> None:
        """Write it. Invalid (422) where it says nothing or its fields cannot be read."""
        for name, value in changes.items():
            setattr(self, name, value)
        if not (self.html or self.text):
            raise Invalid.field("/text", "required", "A message has a text, as HTML, plain or both")
        self.parts  # noqa: B018 - reading it is the check

    @property
    def parts(self) -> Parts:
        return parts_of(self.subject, self.html or "", self.text or "")

    @property
    def fields(self) -> list[str]:
        """Every field that it names."""
        return sorted(set().union(*(each.paths() for each in self.parts.all)))

    @property
    def needed(self) -> list[str]:
        """The fields that nothing stands in for."""
        return sorted(set().union(*(each.needed() for each in self.parts.all)))
