"""Why deals are won and lost: the list that people choose from."""

from __future__ import annotations

from crm_contracts.sales.words import Outcome
from crm_kit.errors import Invalid
from crm_kit.model import Aggregate, Mapped, String, column, sorted_text

ORDINARY_REASONS: tuple[tuple[Outcome, str, str, str], ...] = (
    ("won", "price", "Price", "offer"),
    ("won", "product_fit", "The product fits", "product"),
    ("won", "relationship", "Relationship", "people"),
    ("won", "service", "Service", "people"),
    ("won", "other", "Other", ""),
    ("lost", "price", "Price", "offer"),
    ("lost", "competitor", "A competitor won", "competition"),
    ("lost", "product_gap", "Something is missing", "product"),
    ("lost", "no_budget", "No budget", "customer"),
    ("lost", "no_decision", "No decision", "customer"),
    ("lost", "timing", "Not now", "customer"),
    ("lost", "other", "Other", ""),
)


class ClosingReason(Aggregate):
    """A reason for winning or for losing."""

    __tablename__ = "closing_reasons"

    outcome: Mapped[str] = column(String(10))
    code: Mapped[str] = column(String(40))
    name: Mapped[str] = column(sorted_text(200))
    category: Mapped[str] = column(String(100), default="")
    needs_competitor: Mapped[bool] = column(default=False)
    is_active: Mapped[bool] = column(default=True)

    def check(self, competitor: str | None) -> None:
        """Invalid (422) where it does not say enough without the competitor."""
        if self.needs_competitor and not competitor:
            raise Invalid.field("/competitor", "required", "Say which competitor won")


def ordinary_reasons() -> list[ClosingReason]:
    """The reasons that every tenant begins with."""
    return [
        ClosingReason(outcome=outcome, code=code, name=name, category=category, needs_competitor=code == "competitor")
        for outcome, code, name, category in ORDINARY_REASONS
    ]
