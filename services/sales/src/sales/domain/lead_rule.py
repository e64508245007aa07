"""Rules that say who gets which enquiry."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from crm_kit.messages import as_json
from crm_kit.model import Aggregate, Mapped, String, column, sorted_text
from sales.domain.lead import Lead


class LeadRule(Aggregate):
    """The first rule, by `position`, that an enquiry meets and that finds somebody counts. A condition left empty is met by all."""

    __tablename__ = "lead_rules"

    name: Mapped[str] = column(sorted_text(200))
    position: Mapped[int]
    is_active: Mapped[bool] = column(default=True)
    sources: Mapped[list[str]] = column(default=list)
    countries: Mapped[list[str]] = column(default=list)
    products: Mapped[list[str]] = column(default=list)
    kinds: Mapped[list[str]] = column(default=list)
    min_score: Mapped[int] = column(default=0)
    team_id: Mapped[UUID]
    strategy: Mapped[str] = column(String(20), default="queue")
    last_user_id: Mapped[UUID | None]

    def fits(self, lead: Lead) -> bool:
        """Whether the enquiry meets every condition: where from, whence, about what, whose, how good."""
        return (
            (not self.sources or lead.source.casefold() in _folded(self.sources))
            and (not self.countries or _country(lead) in self.countries)
            and (not self.products or _is_about(lead, _folded(self.products)))
            and (not self.kinds or lead.kind in self.kinds)
            and lead.score >= self.min_score
        )


def _folded(words: list[str]) -> list[str]:
    return [word.casefold() for word in words]


def _country(lead: Lead) -> str | None:
    address: Any = as_json(lead.address)
    return address.get("country") if address else None


def _is_about(lead: Lead, products: list[str]) -> bool:
    """Whether somebody asks for a product whose name has one of these words in it."""
    asked = [each["name"].casefold() for each in as_json(lead.interest_products or [])]
    return any(word in name for name in asked for word in products)
