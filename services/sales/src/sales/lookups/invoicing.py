"""What may be invoiced of orders, and what invoices have of them already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from crm_contracts.sales.money_words import LineBilled
from crm_kit.errors import Conflict, Invalid
from crm_kit.records import THE_IDS
from crm_kit.work import Work
from sales.domain.billing import NOTHING, ZERO, Amounts, Billed, DownPayment, Source, check_over_billing, fit
from sales.domain.invoice import Invoice
from sales.domain.invoice_parts import InvoiceLine, deduction_line, product_line
from sales.domain.order import Order
from sales.domain.order_line import OrderLine

INVOICEABLE = ("confirmed", "on_hold", "completed", "short_closed")


def refuse_invoiced(work: Work, order_id: UUID) -> None:
    """Conflict (409 `already_invoiced`) where posted invoices, down payments too, ask for something of an order."""
    asked = select(func.coalesce(func.sum(InvoiceLine.gross_amount), 0)).where(InvoiceLine.order_id == order_id)
    if work.session.scalars(asked.join(Invoice, Invoice.id == InvoiceLine.invoice_id).where(Invoice.status == "posted")).one():
        raise Conflict("It is invoiced; credit that first", code="already_invoiced")


def orders_to_invoice(work: Work, ids: Sequence[UUID]) -> list[Order]:
    """The orders, locked, as they are named; of one account and currency. Invalid (422) or Conflict (409) names the wrong one."""
    found = locked_orders(work, ids)
    for number, order_id in enumerate(ids):
        if order_id not in found:
            raise Invalid.field(f"/orders/{number}", "unknown_order", f"There is no order {order_id}")
    orders = [found[each] for each in dict.fromkeys(ids)]
    check_orders(orders)
    return orders


def check_orders(orders: Sequence[Order]) -> None:
    """Conflict (409) or Invalid (422) names the order that cannot be invoiced, or not together with the first."""
    for number, order in enumerate(orders):
        _check_together(order, orders[0], f"/orders/{number}")


def locked_orders(work: Work, ids: Iterable[UUID]) -> dict[UUID, Order]:
    """The orders that the caller may meet, locked one after the other by their ids."""
    query = work.select(Order, Order.id.in_(set(ids))).order_by(Order.id).with_for_update(of=Order)
    return {order.id: order for order in work.session.scalars(query.execution_options(populate_existing=True))}


def _check_together(order: Order, first: Order, pointer: str) -> None:
    if order.status not in INVOICEABLE:
        told = f"Order {order.number} is {order.status}"
        raise Conflict(told, code="not_confirmed", errors=[{"pointer": pointer, "code": "not_confirmed", "message": told}])
    if order.account_id != first.account_id:
        raise Invalid.field(pointer, "other_account", "One invoice is for one account")
    if order.currency != first.currency:
        raise Invalid.field(pointer, "other_currency", "One invoice is in one currency")


@dataclass
class Books:
    """What invoices that are not void have of some orders, drafts included."""

    billed: dict[UUID, Billed] = field(default_factory=dict)
    goods: dict[UUID, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    down_payments: dict[UUID, list[DownPayment]] = field(default_factory=lambda: defaultdict(list))

    def asked_in_advance(self, order_id: UUID) -> Decimal:
        """What down payments ask for that no invoice has deducted."""
        return sum((each.left.gross for each in self.down_payments[order_id]), ZERO)


def books(work: Work, order_ids: Sequence[UUID], without: UUID | None = None) -> Books:
    """What invoices have of the orders; `without` leaves one invoice out."""
    rows = _rows(work, order_ids, without)
    found = Books()
    for row in rows:
        if row.order_line_id is not None and row.qty:
            known = found.billed.get(row.order_line_id, Billed())
            found.billed[row.order_line_id] = Billed(known.qty + row.qty, known.amounts + _amounts(row))
            found.goods[row.order_id] += row.gross_amount
    for row in rows:
        if row.invoice_kind == "down_payment" and row.status == "posted":
            found.down_payments[row.order_id].append(_down_payment(row, rows))
    return found


def _rows(work: Work, order_ids: Sequence[UUID], without: UUID | None) -> Sequence[Any]:
    asked = {"ids": list(order_ids)}
    return work.session.execute(_billed.where(Invoice.id != without) if without else _billed, asked).all()


_billed = (
    select(
        InvoiceLine.id, InvoiceLine.order_id, InvoiceLine.order_line_id, InvoiceLine.source_line_id, InvoiceLine.credited_line_id,
        InvoiceLine.qty, InvoiceLine.tax_rate, InvoiceLine.net_amount, InvoiceLine.gross_amount, InvoiceLine.currency,
        Invoice.kind.label("invoice_kind"), Invoice.status, Invoice.number,
    )
    .join(Invoice, Invoice.id == InvoiceLine.invoice_id)
    .where(InvoiceLine.order_id == THE_IDS, Invoice.status != "void", Invoice.deleted_at.is_(None))
)  # fmt: skip


def _amounts(row: Any) -> Amounts:
    return Amounts(row.net_amount, row.gross_amount)


def _down_payment(line: Any, rows: Sequence[Any]) -> DownPayment:
    credited = sum((_amounts(row) for row in rows if row.credited_line_id == line.id), NOTHING)
    deducted = -sum((_amounts(row) for row in rows if row.source_line_id == line.id), NOTHING)
    return DownPayment(
        line_id=line.id, order_id=line.order_id, invoice_number=line.number or "", tax_rate=line.tax_rate,
        amounts=_amounts(line) + credited, deducted=deducted, currency=line.currency,
    )  # fmt: skip


def sources(orders: Sequence[Order], known: Books) -> list[Source]:
    """The orders' lines that can be invoiced at all."""
    return [_source(order, line, known) for order in orders for line in order.lines if line.has_amounts]


def _source(order: Order, line: OrderLine, known: Books) -> Source:
    is_short = order.status == "short_closed" and line.ships
    return Source(
        id=line.id, order_id=order.id, kind=line.kind, product_id=line.product_id, name=line.name, uom=line.uom, qty=line.qty,
        tax_rate=line.tax_rate, amounts=Amounts(line.net_amount, line.total_amount),
        ready=line.shipped_qty if is_short else line.billable(order.billing_basis),  # type: ignore[arg-type]
        billed=known.billed.get(line.id, Billed()), currency=order.currency,
    )  # fmt: skip


def goods(orders: Sequence[Order], known: Books, asked: Sequence[LineBilled] | None, over_percent: Decimal) -> list[InvoiceLine]:
    """The lines of an invoice: all that may be invoiced, or those that are named; Conflict (409) names the one that is too much."""
    found = sources(orders, known)
    if asked is None:
        return [product_line(each, each.left) for each in found if each.left > ZERO]
    by_id, seen = {each.id: each for each in found}, set[UUID]()
    for number, each in enumerate(asked):
        if each.order_line_id not in by_id or each.order_line_id in seen:
            code = "duplicate_line" if each.order_line_id in seen else "unknown_line"
            raise Invalid.field(f"/lines/{number}/order_line_id", code, "Name each line of the orders once")
        seen.add(each.order_line_id)
        check_over_billing(by_id[each.order_line_id], each.qty, over_percent, f"/lines/{number}/qty")
    return [product_line(by_id[each.order_line_id], each.qty) for each in asked]


def deductions(orders: Sequence[Order], known: Books, lines: Sequence[InvoiceLine], deduct: str) -> list[InvoiceLine]:
    """What down payments take off an invoice: their share of what is invoiced, or all that is left of them."""
    found = []
    for order in orders if deduct != "none" else ():
        left = sum((line.gross_amount for line in lines if line.order_id == order.id), ZERO)
        billed = known.goods[order.id] + left
        for down in known.down_payments[order.id]:
            wanted = down.left if deduct == "all" else down.deduction(billed, order.total.amount)
            fitting = fit(wanted, left, order.currency)
            left -= fitting.gross
            found += [deduction_line(down, fitting)] if fitting.gross else []
    return found


def check_draft(orders: Sequence[Order], known: Books, lines: Sequence[InvoiceLine], over_percent: Decimal) -> None:
    """Conflict (409) where a draft's lines are more than may be invoiced by now; `known` is without the draft."""
    by_id = {each.id: each for each in sources(orders, known)}
    for number, line in enumerate(lines):
        if line.order_line_id in by_id:
            check_over_billing(by_id[line.order_line_id], line.qty, over_percent, f"/lines/{number}/qty")
        elif line.order_line_id is not None:
            told = f"{line.name} is not on its order any more"
            at = {"pointer": f"/lines/{number}", "code": "over_invoiced", "message": told}
            raise Conflict(told, code="over_invoiced", errors=[at])
    _check_asked_in_advance(orders, known, lines)
    spent = {each.line_id: each.left.gross for downs in known.down_payments.values() for each in downs}
    for number, line in enumerate(lines):
        if line.kind == "deduction" and -line.gross_amount > spent.get(line.source_line_id or line.id, ZERO):
            raise Conflict("The down payment is deducted elsewhere", code="over_deducted", pointer=f"/lines/{number}")


def _check_asked_in_advance(orders: Sequence[Order], known: Books, lines: Sequence[InvoiceLine]) -> None:
    """Conflict (409 `over_invoiced`) where a draft asks for more in advance than is not invoiced of an order by now."""
    for order in orders:
        asked = sum((line.gross_amount for line in lines if line.kind == "down_payment" and line.order_id == order.id), ZERO)
        left = order.total.amount - known.goods[order.id] - known.asked_in_advance(order.id)
        if asked > max(left, ZERO):
            told = f"{max(left, ZERO)} of order {order.number} is not invoiced yet"
            raise Conflict(told, code="over_invoiced", errors=[{"pointer": "/lines/0", "code": "over_invoiced", "message": told}])


def check_billable_again(orders: Sequence[Order], known: Books, credited: Sequence[InvoiceLine], over_percent: Decimal) -> None:
    """Conflict (409 `over_invoiced`) where what a credit note took back is invoiced anew, or may not be invoiced any more."""
    by_id = {each.id: each for each in sources(orders, known)}
    for number, line in enumerate(credited):
        if line.order_line_id in by_id and line.qty < ZERO:
            check_over_billing(by_id[line.order_line_id], -line.qty, over_percent, f"/lines/{number}/qty")
