"""Tax classes: how much tax is on what."""

from __future__ import annotations

from decimal import Decimal

from crm_kit.model import Aggregate, Mapped, String, column, sorted_text


class TaxClass(Aggregate):
    """A rate under a code that products and lines name. Documents keep the rate that they were made with."""

    __tablename__ = "tax_classes"

    code: Mapped[str] = column(String(40))
    name: Mapped[str] = column(sorted_text(200))
    rate: Mapped[Decimal]
    is_default: Mapped[bool] = column(default=False)
    is_active: Mapped[bool] = column(default=True)
