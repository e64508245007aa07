"""Payment terms: when a customer pays how much."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from crm_contracts.sales.document_words import Instalment
from crm_kit.errors import Invalid
from crm_kit.model import Aggregate, Mapped, Values, column, sorted_text


class PaymentTerms(Aggregate):
    """Instalments under a name. Orders keep those that they were made with."""

    __tablename__ = "payment_terms"

    name: Mapped[str] = column(sorted_text(200))
    instalments: Mapped[Any] = column(Values)
    is_active: Mapped[bool] = column(default=True)

    def agree(self, instalments: Sequence[Instalment]) -> None:
        """These are the instalments; Invalid (422) unless they add up to 100 per cent."""
        if sum(each.percent for each in instalments) != 100:
            raise Invalid.field("/instalments", "not_hundred_percent", "The instalments add up to 100 per cent")
        self.instalments = list(instalments)


def within(days: int) -> list[Instalment]:
    """Everything within so many days after the invoice."""
    return [Instalment(percent=Decimal(100), days=days, basis="invoice")]


def longest(instalments: Sequence[Any]) -> int:
    """The days after which the last instalment is due."""
    return max(int(each["days"] if isinstance(each, dict) else each.days) for each in instalments)
