"""The line of an order, and how far it has come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal
from hashlib import md5
from typing import Any
from uuid import UUID

from crm_contracts.sales.document_words import BillingBasis, LineChange, RemainingLine
from crm_contracts.sales.order_words import LineAmendment
from crm_kit.errors import Conflict, Invalid
from crm_kit.model import ForeignKey, Mapped, Part, column
from crm_kit.money import decimals
from sales.domain.priced_line import BLANK, PricedLine
from sales.domain.pricing import NOTHING, share_of

NOT_YET = dict.fromkeys(("reserved", "shortage", "on_notice", "shipped_qty", "invoiced_qty"), NOTHING)


class OrderLine(PricedLine, Part):
    """What is ordered. `reserved`, `shortage`, `expected_on`, `on_notice` (may be shipped, and is not) are the warehouse's word."""

    __tablename__ = "order_lines"
    PARENT = "order_id"

    order_id: Mapped[UUID] = column(ForeignKey("orders.id", ondelete="CASCADE"), index=True)
    quotation_line_id: Mapped[UUID | None]
    reserved: Mapped[Decimal]
    shortage: Mapped[Decimal]
    expected_on: Mapped[dt.date | None]
    on_notice: Mapped[Decimal]
    shipped_qty: Mapped[Decimal]
    invoiced_qty: Mapped[Decimal]

    def __init__(self, **values: Any) -> None:
        super().__init__(**{**BLANK, **NOT_YET, **values})

    @property
    def shipped(self) -> Decimal:
        return self.shipped_qty

    @property
    def invoiced(self) -> Decimal:
        return self.invoiced_qty

    @property
    def remaining(self) -> Decimal:
        """What is left to ship."""
        return max(self.qty - self.shipped_qty, NOTHING)

    @property
    def least(self) -> Decimal:
        """Less cannot be ordered any more: it was shipped, may be shipped already, or was invoiced."""
        return max(self.shipped_qty + self.on_notice, self.invoiced_qty)

    @property
    def open_amount(self) -> Decimal:
        """What is not invoiced yet of the line's total."""
        if self.qty == 0:
            return NOTHING
        return self.total_amount - share_of(self.total_amount, self.invoiced_qty, self.qty, decimals(self.currency))

    def billable(self, basis: BillingBasis) -> Decimal:
        """The quantity that may be invoiced in all: what is ordered, or what has left the warehouse where it has to."""
        return self.shipped_qty if basis == "delivered" and self.ships else self.qty

    def amend(self, change: LineAmendment, pointer: str) -> None:
        """Take on what an amendment says; Conflict (409) below what has happened already, Invalid (422) for the price of a text."""
        self._check_is_priced(change, pointer)
        if change.qty is not None and change.qty < self.least:
            raise below_least(self, pointer)
        priced_anew = change.unit_price not in (None, self.unit_price) or change.discount not in (None, self.discount)
        if priced_anew and self.invoiced_qty > 0:
            raise refused(pointer, "already_invoiced", "Some of it is invoiced at its price")
        if priced_anew:
            self.price_source, self.price_list_id = "manual", None
        self.unit_price = self.unit_price if change.unit_price is None else change.unit_price
        self.qty = self.qty if change.qty is None else change.qty
        self.discount = self.discount if change.discount is None else change.discount
        self.due_on = change.due_on or self.due_on
        self.price(pointer)

    def _check_is_priced(self, change: LineAmendment, pointer: str) -> None:
        for name in ("qty", "unit_price", "discount") if not self.has_amounts else ():
            if getattr(change, name) is not None:
                raise Invalid.field(f"{pointer}/{name}", "not_for_this_kind", f"A {self.kind} line has none")


def below_least(line: OrderLine, pointer: str) -> Conflict:
    least = format(line.least.normalize(), "f")
    return refused(f"{pointer}/qty", "below_done", f"{least} of it are shipped, about to be shipped, or invoiced")


def refused(pointer: str, code: str, message: str) -> Conflict:
    """Conflict (409) at a place of the request."""
    return Conflict(message, code=code, errors=[{"pointer": pointer, "code": code, "message": message}])


def remaining_of(line: OrderLine) -> RemainingLine:
    """What is left to ship of a product line, as events have it."""
    return RemainingLine(line_id=line.id, product_id=line.product_id, qty=line.remaining)  # type: ignore[arg-type]


def differences(before: Mapping[UUID, Decimal], after: Mapping[UUID, Decimal]) -> list[LineChange]:
    """The lines whose quantity is another one; 0 where a line was not, or is no more."""
    named = [*before, *(line_id for line_id in after if line_id not in before)]
    pairs = [(line_id, before.get(line_id, NOTHING), after.get(line_id, NOTHING)) for line_id in named]
    return [LineChange(line_id=line_id, old=old, new=new) for line_id, old, new in pairs if old != new]


def lines_key(lines: Iterable[OrderLine]) -> str:
    """The same for orders of the same products in the same quantities, by which duplicates are found."""
    told = sorted(f"{line.product_id}:{line.pieces.normalize():f}" for line in lines if line.product_id)
    return md5("|".join(told).encode(), usedforsecurity=False).hexdigest() if told else ""
