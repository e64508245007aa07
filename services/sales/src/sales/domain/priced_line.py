"""The line of a quotation or an order: what it is, and what it comes to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, cast
from uuid import UUID

from crm_contracts.sales.document_words import PriceEntry
from crm_contracts.sales.order_words import TaxTotal
from crm_kit.errors import Invalid
from crm_kit.model import Mapped, Money, String, column
from sales.domain.pricing import GROSS_PLACES, LARGEST, NOTHING, Amounts, amounts, rounded, tax_totals

WITH_AMOUNTS = ("product", "charge")
BLANK: dict[str, Any] = {
    "qty": NOTHING, "uom": "", "factor": Decimal(1), "unit_price": NOTHING, "price_entry_mode": "net", "price_source": "manual",
    "discount": NOTHING, "tax_rate": NOTHING, "net_price": NOTHING, "gross_price": NOTHING, "net_amount": NOTHING,
    "tax_amount": NOTHING, "total_amount": NOTHING, "ships": False,
}  # fmt: skip
"""What a line has that says nothing of it."""


class PricedLine:
    """Mixed into the lines of documents. Sections and notes have no amounts, and neither has what is only offered beside the rest.

    `ships` where the goods of the line leave a warehouse: not so for services and charges. `qty` and the prices are per `uom`, one
    of which is `factor` of the product's own unit.
    """

    position: Mapped[int] = column(sort_order=1)
    kind: Mapped[str] = column(String(10), sort_order=2)
    product_id: Mapped[UUID | None] = column(sort_order=3)
    name: Mapped[str] = column(String(500), sort_order=4)
    qty: Mapped[Decimal] = column(sort_order=5)
    uom: Mapped[str] = column(String(20), sort_order=6)
    unit_price: Mapped[Decimal] = column(sort_order=7)
    price_entry_mode: Mapped[str] = column(String(5), sort_order=8)
    price_source: Mapped[str] = column(String(10), sort_order=9)
    price_list_id: Mapped[UUID | None] = column(sort_order=10)
    discount: Mapped[Decimal] = column(sort_order=11)
    tax_class: Mapped[str | None] = column(String(40), sort_order=12)
    tax_rate: Mapped[Decimal] = column(sort_order=13)
    currency: Mapped[str] = column(String(3), sort_order=14)
    net_price: Mapped[Decimal] = column(sort_order=15)
    gross_price: Mapped[Decimal] = column(sort_order=16)
    net_amount: Mapped[Decimal] = column(sort_order=17)
    tax_amount: Mapped[Decimal] = column(sort_order=18)
    total_amount: Mapped[Decimal] = column(sort_order=19)
    due_on: Mapped[dt.date | None] = column(sort_order=20)
    ships: Mapped[bool] = column(sort_order=21)
    factor: Mapped[Decimal] = column(sort_order=22)

    @property
    def pieces(self) -> Decimal:
        """The quantity in the product's own unit."""
        return self.qty * self.factor

    @property
    def net(self) -> Money:
        return Money(self.net_amount, self.currency)

    @property
    def tax(self) -> Money:
        return Money(self.tax_amount, self.currency)

    @property
    def total(self) -> Money:
        return Money(self.total_amount, self.currency)

    @property
    def has_amounts(self) -> bool:
        return self.kind in WITH_AMOUNTS

    def price(self, pointer: str = "") -> None:
        """Work out its amounts from price, quantity, discount and tax. Invalid (422) at the line for what no document can hold."""
        found = self._amounts(pointer or f"/lines/{self.position}")
        self.net_price, self.gross_price = found.net_price, found.gross_price
        self.net_amount, self.tax_amount, self.total_amount = found.net, found.tax, found.total

    def _amounts(self, pointer: str) -> Amounts:
        entry = cast("PriceEntry", self.price_entry_mode)
        if entry == "gross" and self.unit_price != rounded(self.unit_price, GROSS_PLACES):
            message = f"A price with tax has at most {GROSS_PLACES} decimals"
            raise Invalid.field(f"{pointer}/unit_price", "too_precise", message)
        found = amounts(entry, self.unit_price, self.qty, self.discount, self.tax_rate, self.currency)
        if found.total >= LARGEST or found.gross_price >= LARGEST:
            raise Invalid.field(f"{pointer}/qty", "too_large", "The line comes to more than a document can hold")
        return found


def sums(lines: Iterable[Any]) -> tuple[Decimal, Decimal]:
    """Net and tax of the lines that count."""
    counted = list(lines)
    return sum((line.net_amount for line in counted), NOTHING), sum((line.tax_amount for line in counted), NOTHING)


def taxes_of(lines: Iterable[Any], currency: str) -> list[TaxTotal]:
    """What the lines that count come to, by tax rate."""
    return tax_totals(((line.tax_rate, line.net_amount, line.tax_amount) for line in lines if line.has_amounts), currency)


class PricedDocument:
    """Mixed into what has priced lines: one currency, and totals that are the sums of the lines that count."""

    currency: Mapped[str] = column(String(3), sort_order=30)
    net_amount: Mapped[Decimal] = column(sort_order=31)
    tax_amount: Mapped[Decimal] = column(sort_order=32)

    @property
    def net(self) -> Money:
        return Money(self.net_amount, self.currency)

    @property
    def tax(self) -> Money:
        return Money(self.tax_amount, self.currency)

    def check(self, action: str) -> None:
        """Conflict (409 `illegal_transition`) where the action is not possible, before anything is looked up for it."""
        record: Any = self
        record.MACHINE.after(action, record.status)
