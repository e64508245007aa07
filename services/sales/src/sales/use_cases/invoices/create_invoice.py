"""Invoice orders."""

from __future__ import annotations

from collections.abc import Sequence

from crm_contracts.sales.commands.invoices import CreateInvoice
from crm_kit.errors import Invalid
from crm_kit.messages import given
from crm_kit.work import Work
from sales.app import app
from sales.domain.billing import ZERO, asked_down_payment, by_rate
from sales.domain.invoice import Invoice
from sales.domain.invoice_parts import InvoiceLine, down_payment_line
from sales.domain.order import Order
from sales.lookups.invoicing import Books, books, deductions, goods, orders_to_invoice, sources
from sales.lookups.posting import day_of_posting, keepers, post
from sales.lookups.settings import settings

ABOUT_BILLING = ("orders", "lines", "percent", "amount", "deduct", "post", "posted_on")


@app.handles(CreateInvoice)
def create_invoice(command: CreateInvoice, work: Work) -> Invoice:
    _check(command)
    day = day_of_posting(work, command.posted_on)
    kept = keepers(work, command.orders) if command.post else []
    orders = orders_to_invoice(work, command.orders)
    first, known = orders[0], books(work, [order.id for order in orders])
    lines = _asked_in_advance(command, first, known) if command.kind == "down_payment" else _goods(command, work, orders, known)
    invoice = Invoice(account_id=first.account_id, owner_id=first.owner_id, team_path=first.team_path)
    invoice.draft(lines, first.currency, **given(command, but=ABOUT_BILLING))
    work.add(invoice)
    if command.post:
        post(work, invoice, day, {order.id: order for order in orders}, kept)
    return invoice


def _check(command: CreateInvoice) -> None:
    if command.posted_on is not None and not command.post:
        raise Invalid.field("/posted_on", "not_posted", "It has a day only when it is posted")
    is_down_payment = command.kind == "down_payment"
    if is_down_payment and (len(command.orders) > 1 or command.lines is not None):
        raise Invalid.field("/orders", "one_order", "A down payment is for one order as a whole")
    if not is_down_payment and (command.percent is not None or command.amount is not None):
        raise Invalid.field("/kind", "not_a_down_payment", "Only a down payment asks for a percent or an amount")


def _goods(command: CreateInvoice, work: Work, orders: Sequence[Order], known: Books) -> list[InvoiceLine]:
    lines = goods(orders, known, command.lines, settings(work).over_invoice_percent)
    return [*lines, *deductions(orders, known, lines, command.deduct)]


def _asked_in_advance(command: CreateInvoice, order: Order, known: Books) -> list[InvoiceLine]:
    """A down payment, at the tax rates that the order's lines have."""
    before = known.goods.get(order.id, ZERO) + known.asked_in_advance(order.id)
    wanted = asked_down_payment(command.percent, command.amount, order.total, before)
    spread = by_rate(wanted, sources([order], known), order.currency)
    return [down_payment_line(order.id, order.number, rate, amounts, order.currency) for rate, amounts in spread]
