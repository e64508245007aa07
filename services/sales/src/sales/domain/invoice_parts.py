"""What an invoice is made of: its lines, and the days on which it is to be paid."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

from crm_contracts.sales.document_words import InvoicedLine
from crm_contracts.sales.money_words import DuePart
from crm_contracts.sales.order_words import TaxTotal
from crm_kit.model import ForeignKey, Mapped, Money, Part, String, column
from sales.domain.billing import ZERO, Amounts, DownPayment, Source
from sales.domain.due import Due
from sales.domain.pricing import tax_totals

ONE = Decimal(1)


class InvoiceLine(Part):
    """A line of an invoice; on credit notes and deductions quantity and amounts are negative."""

    __tablename__ = "invoice_lines"
    PARENT = "invoice_id"

    invoice_id: Mapped[UUID] = column(ForeignKey("invoices.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    kind: Mapped[str] = column(String(20))
    order_id: Mapped[UUID]
    order_line_id: Mapped[UUID | None]
    source_line_id: Mapped[UUID | None]
    credited_line_id: Mapped[UUID | None]
    product_id: Mapped[UUID | None]
    name: Mapped[str] = column(String(500))
    qty: Mapped[Decimal]
    uom: Mapped[str] = column(String(20), default="")
    tax_rate: Mapped[Decimal]
    net_amount: Mapped[Decimal]
    gross_amount: Mapped[Decimal]
    currency: Mapped[str] = column(String(3))

    @property
    def amounts(self) -> Amounts:
        return Amounts(self.net_amount, self.gross_amount)

    @property
    def net(self) -> Money:
        return Money(self.net_amount, self.currency)

    @property
    def tax(self) -> Money:
        return Money(self.gross_amount - self.net_amount, self.currency)

    @property
    def gross(self) -> Money:
        return Money(self.gross_amount, self.currency)

    def told(self) -> InvoicedLine | None:
        """What others hear of it; only lines of orders' lines bill something."""
        return InvoicedLine(order_line_id=self.order_line_id, qty=self.qty, amount=self.gross) if self.order_line_id else None


class InvoiceInstalment(Part):
    """What is to be paid until a day; `upto` is it and everything due earlier."""

    __tablename__ = "invoice_instalments"
    PARENT = "invoice_id"

    invoice_id: Mapped[UUID] = column(ForeignKey("invoices.id", ondelete="CASCADE"), index=True)
    due_on: Mapped[dt.date]
    amount: Mapped[Decimal]
    upto: Mapped[Decimal]

    def left(self, settled: Decimal) -> Decimal:
        """What of it is open, when so much of the invoice is settled: the earliest is settled first."""
        return min(self.amount, max(self.upto - settled, ZERO))

    def shown(self, settled: Decimal, currency: str) -> DuePart:
        return DuePart(due_on=self.due_on, amount=Money(self.amount, currency), open=Money(self.left(settled), currency))


def product_line(source: Source, qty: Decimal) -> InvoiceLine:
    """So much of an order's line."""
    amounts = source.part(qty)
    return InvoiceLine(
        kind=source.kind, order_id=source.order_id, order_line_id=source.id, product_id=source.product_id, name=source.name,
        qty=qty, uom=source.uom, tax_rate=source.tax_rate,
        net_amount=amounts.net, gross_amount=amounts.gross, currency=source.currency,
    )  # fmt: skip


def down_payment_line(order_id: UUID, order_number: str, rate: Decimal, amounts: Amounts, currency: str) -> InvoiceLine:
    """What is asked for in advance at one tax rate."""
    return InvoiceLine(
        kind="down_payment", order_id=order_id, name=f"Down payment {order_number}", qty=ONE, tax_rate=rate,
        net_amount=amounts.net, gross_amount=amounts.gross, currency=currency,
    )  # fmt: skip


def deduction_line(down: DownPayment, amounts: Amounts) -> InvoiceLine:
    """What a down payment takes off an invoice."""
    return InvoiceLine(
        kind="deduction", order_id=down.order_id, source_line_id=down.line_id, name=f"Down payment {down.invoice_number}",
        qty=-ONE, tax_rate=down.tax_rate, net_amount=-amounts.net, gross_amount=-amounts.gross, currency=down.currency,
    )  # fmt: skip


def credit_line(line: InvoiceLine, qty: Decimal, amounts: Amounts) -> InvoiceLine:
    """What a credit note takes back of a line: its opposite."""
    return InvoiceLine(
        kind=line.kind, order_id=line.order_id, order_line_id=line.order_line_id, source_line_id=line.source_line_id,
        credited_line_id=line.id, product_id=line.product_id, name=line.name, qty=-qty, uom=line.uom, tax_rate=line.tax_rate,
        net_amount=-amounts.net, gross_amount=-amounts.gross, currency=line.currency,
    )  # fmt: skip


def numbered(lines: Sequence[InvoiceLine]) -> list[InvoiceLine]:
    """The lines in their order."""
    for position, line in enumerate(lines):
        line.position = position
    return list(lines)


def instalments_of(dues: Sequence[Due]) -> list[InvoiceInstalment]:
    """The parts of what is due, earliest first."""
    found, upto = [], ZERO
    for each in dues:
        upto += each.amount
        found.append(InvoiceInstalment(due_on=each.on, amount=each.amount, upto=upto))
    return found


def sum_of(lines: Sequence[InvoiceLine]) -> Amounts:
    """What they come to together."""
    return sum((line.amounts for line in lines), Amounts())


def taxes_of(lines: Sequence[InvoiceLine]) -> list[TaxTotal]:
    """The lines summed up by tax rate."""
    return tax_totals(((line.tax_rate, line.net_amount, line.amounts.tax) for line in lines), lines[0].currency)
