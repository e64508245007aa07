"""The line of a quotation, and how much of it was ordered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import Any
from uuid import UUID

from crm_contracts.sales.document_words import QuotationLineTold
from crm_kit.model import ForeignKey, Mapped, Part, column
from sales.domain.priced_line import BLANK, PricedLine
from sales.domain.pricing import NOTHING

COPIED = (
    "position", "kind", "product_id", "name", "qty", "uom", "unit_price", "price_entry_mode", "price_source", "price_list_id",
    "discount", "tax_class", "tax_rate", "currency", "net_price", "gross_price", "net_amount", "tax_amount", "total_amount",
    "due_on", "ships", "factor",
)  # fmt: skip
"""What a line hands on to an order or to the next revision."""


class QuotationLine(PricedLine, Part):
    """What is offered. `origin_id` is the line of the first revision that it goes back to, by which revisions are compared."""

    __tablename__ = "quotation_lines"
    PARENT = "quotation_id"

    quotation_id: Mapped[UUID] = column(ForeignKey("quotations.id", ondelete="CASCADE"), index=True)
    origin_id: Mapped[UUID]
    is_optional: Mapped[bool]
    is_alternative: Mapped[bool]
    ordered_qty: Mapped[Decimal]

    def __init__(self, **values: Any) -> None:
        super().__init__(**{**BLANK, "is_optional": False, "is_alternative": False, "ordered_qty": NOTHING, **values})
        self.origin_id = values.get("origin_id") or self.id

    @property
    def subject(self) -> tuple[Any, ...]:
        """What the line is about."""
        return self.kind, self.product_id or self.name, self.is_optional, self.is_alternative

    @property
    def counts(self) -> bool:
        """Whether it is part of the total: neither optional nor an alternative."""
        return self.has_amounts and not self.is_optional and not self.is_alternative

    @property
    def remaining(self) -> Decimal:
        """What has not been ordered yet."""
        return max(self.qty - self.ordered_qty, NOTHING)

    def told(self) -> QuotationLineTold:
        """As events have it."""
        return QuotationLineTold(product_id=self.product_id, qty=self.qty, net_price=self.net_price)  # type: ignore[arg-type]

    def handed_on(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in COPIED}

    def again(self) -> QuotationLine:
        """The same line for the next revision."""
        beside = {"is_optional": self.is_optional, "is_alternative": self.is_alternative}
        return QuotationLine(**self.handed_on(), **beside, origin_id=self.origin_id)


def adopt_origins(before: Iterable[QuotationLine], now: Iterable[QuotationLine]) -> None:
    """Lines that say the same of the same product, in their order, are one line that goes on."""
    known: dict[Any, list[UUID]] = defaultdict(list)
    for line in before:
        known[line.subject].append(line.origin_id)
    for line in now:
        if known[line.subject]:
            line.origin_id = known[line.subject].pop(0)
