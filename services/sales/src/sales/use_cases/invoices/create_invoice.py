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
from sales.domain.settings import SalesSettings
from sales.lookups.invoicing import Books, books, deductions, goods, orders_to_invoice, sources
from sales.lookups.posting import keepers, post
from sales.lookups.settings import settings

ABOUT_BILLING = ("orders", "lines", "percent", "amount", "deduct", "post", "posted_on")


@app.handles(CreateInvoice)
def create_invoice(command: CreateInvoice, work: Work) -> Invoice:
    _check(command)
    rules, day = settings(work), command.posted_on or work.today
    rules.check_open(day, work.today, "/posted_on")
    kept = keepers(work, command.orders) if command.post else []
    orders = orders_to_invoice(work, command.orders)
    known = books(work, [order.id for order in orders])
    invoice = work.add(_draft(command, orders[0], _lines(command, rules, orders, known)))
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


def _draft(command: CreateInvoice, first: Order, lines: Sequence[InvoiceLine]) -> Invoice:
    invoice = Invoice(account_id=first.account_id, owner_id=first.owner_id, team_path=first.team_path)
    invoice.draft(lines, first.currency, **given(command, but=ABOUT_BILLING))
    return invoice


def _lines(command: CreateInvoice, rules: SalesSettings, orders: Sequence[Order], known: Books) -> list[InvoiceLine]:
    if command.kind == "down_payment":
        return _asked_in_advance(command, orders[0], known)
    return _goods(command, rules, orders, known)


def _goods(command: CreateInvoice, rules: SalesSettings, orders: Sequence[Order], known: Books) -> list[InvoiceLine]:
    lines = goods(orders, known, command.lines, rules.over_invoice_percent)
    return [*lines, *deductions(orders, known, lines, command.deduct)]


def _asked_in_advance(command: CreateInvoice, order: Order, known: Books) -> list[InvoiceLine]:
    """A down payment, at the tax rates that the order's lines have."""
    before = known.goods.get(order.id, ZERO) + known.asked_in_advance(order.id)
    wanted = asked_down_payment(command.percent, command.amount, order.total, before)
    spread = by_rate(wanted, sources([order], known), order.currency)
    return [down_payment_line(order.id, order.number, rate, amounts, order.currency) for rate, amounts in spread]
