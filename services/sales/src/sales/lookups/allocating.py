"""What payments settle: invoices of their account, or orders and deliveries that they are kept for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from sqlalchemy import func, select

from crm_contracts.sales.money_words import AllocationAsked
from crm_kit.errors import Conflict, Invalid
from crm_kit.money import Money
from crm_kit.visibility import visible
from crm_kit.work import Work
from sales.domain.invoice import Invoice
from sales.domain.order import Order
from sales.domain.payment import Payment
from sales.domain.payment_parts import Allocation
from sales.domain.pricing import NOTHING
from sales.domain.rates import Market, Quote
from sales.domain.settings import SalesSettings
from sales.domain.settlement import EVEN, Price, settle
from sales.lookups.delivered_goods import Goods, deliveries_of, goods_of, open_invoices
from sales.lookups.figures import catch_up
from sales.lookups.invoicing import INVOICEABLE
from sales.lookups.open_items import locked_invoices, orders_of
from sales.lookups.rates import market

MOST_AT_ONCE = 200


def allocate(
    work: Work, payment: Payment, rules: SalesSettings, asked: Sequence[AllocationAsked] | None, fifo: bool
) -> dict[UUID, Order]:  # fmt: skip
    """Let a payment, which is locked, settle what is named, or its account's open invoices, the oldest first.

    Gives the orders that this concerns, locked; they have to `catch_up`.
    """
    if (asked is None) != fifo:
        raise Invalid.field("/allocations", "required", "Say what it settles, or `fifo`")
    wanted = _oldest(work, payment) if asked is None else list(asked)
    seen = visible(work.caller, Invoice, work.allow)
    deliveries = deliveries_of(work, {each.delivery_id for each in wanted if each.delivery_id})
    delivered = {order_id for each in deliveries.values() for order_id in each.order_ids}
    invoice_ids = [each.invoice_id for each in wanted if each.invoice_id] + open_invoices(work, payment, delivered)
    invoices = locked_invoices(work, invoice_ids, seen)
    concerned = {order_id for invoice in invoices.values() for order_id in invoice.order_ids}
    named = _named(work, [each.order_id for each in wanted if each.order_id] + sorted(delivered))
    orders = orders_of(work, concerned | named)
    goods = goods_of(work, deliveries, orders)
    run = _Run(payment, invoices, orders, named, goods, market(work, payment.received_on), rules.opens_on)
    if fifo:
        run.oldest_first(wanted)
    for number, each in enumerate(wanted if not fifo else ()):
        run.one(each, f"/allocations/{number}")
    return orders


def _named(work: Work, order_ids: Sequence[UUID]) -> set[UUID]:
    """Those of the orders that the caller may meet."""
    if not order_ids:
        return set()
    return set(work.session.scalars(work.select(Order, Order.id.in_(order_ids)).with_only_columns(Order.id)))


def _oldest(work: Work, payment: Payment) -> list[AllocationAsked]:
    """The open invoices of the payment's account in its currency, the oldest first, as many as it can settle."""
    age = (Invoice.due_on, Invoice.posted_on, Invoice.id)
    older = func.sum(Invoice.open_value).over(order_by=age, rows=(None, -1))
    is_open = (Invoice.status == "posted", Invoice.open_value > 0, Invoice.total_currency == payment.currency)
    theirs = work.select(Invoice, Invoice.account_id == payment.account_id, *is_open)
    found = theirs.with_only_columns(Invoice.id, older.label("older")).order_by(*age).limit(MOST_AT_ONCE).subquery()
    before = func.coalesce(found.c.older, 0)
    needed = select(found.c.id).where(before < payment.unallocated.amount).order_by(before)
    return [AllocationAsked(invoice_id=invoice_id) for invoice_id in work.session.scalars(needed)]


@dataclass
class _Run:
    """One allocation of a payment to several invoices and orders, all of them locked."""

    payment: Payment
    invoices: dict[UUID, Invoice]
    orders: dict[UUID, Order]
    named: set[UUID]
    goods: dict[UUID, Goods]
    market: Market
    since: dt.date
    promised: dict[UUID, Money] = field(default_factory=dict)
    quotes: dict[str, Quote | None] = field(default_factory=dict)

    def oldest_first(self, wanted: Sequence[AllocationAsked]) -> None:
        """Settle one after the other while something is left; an invoice that was settled meanwhile is passed over."""
        for each in wanted:
            invoice = self.invoices.get(each.invoice_id) if each.invoice_id else None
            if invoice is not None and invoice.open.amount > 0 and self.payment.unallocated.amount > 0:
                self.payment.allocate(invoice, None, EVEN, "/fifo", self.since)

    def one(self, asked: AllocationAsked, pointer: str) -> None:
        if [asked.invoice_id, asked.order_id, asked.delivery_id].count(None) != 2:
            raise Invalid.field(f"{pointer}/invoice_id", "required", "Name an invoice, an order or a delivery")
        if asked.order_id is not None:
            self._keep(self._order(asked.order_id, f"{pointer}/order_id"), asked, pointer)
            return
        if asked.delivery_id is not None:
            self._pay_delivery(self._delivered(asked.delivery_id, f"{pointer}/delivery_id"), asked.amount, pointer)
            return
        invoice = self._invoice(asked.invoice_id, f"{pointer}/invoice_id")
        self.payment.allocate(invoice, asked.amount, self._price(invoice, asked, pointer), pointer, self.since)

    def _keep(self, order: Order, asked: AllocationAsked, pointer: str) -> None:
        """Keep some of it for an order, at most what the order still has to get."""
        if order.currency != self.payment.currency:
            raise Invalid.field(f"{pointer}/order_id", "other_currency", f"The order is in {order.currency}")
        made = self.payment.keep(order.id, asked.amount, self._still_to_get(order), pointer)
        self._promise(order, made.amount)

    def _still_to_get(self, order: Order) -> Money:
        return order.total - order.paid - self.promised.get(order.id, Money(NOTHING, order.currency))

    def _promise(self, order: Order, amount: Money) -> None:
        self.promised[order.id] = self.promised.get(order.id, Money(NOTHING, order.currency)) + amount

    # --- for a delivery ----------------------------------------------------------------------------------------------

    def _pay_delivery(self, goods: Goods, asked: Money | None, pointer: str) -> None:
        """Pay its orders' parts of it, one after the other, as far as the amount goes."""
        left = {order_id: self._left_of(goods, order_id) for order_id in goods.worth}
        total = Money(sum(left.values(), NOTHING), self.payment.currency)
        rest = settle(asked, self.payment.unallocated, total, EVEN, pointer).paid.amount
        for order_id, most in left.items():
            part = min(rest, most)
            self._pay_part(self.orders[order_id], goods, part, pointer)
            rest -= part

    def _left_of(self, goods: Goods, order_id: UUID) -> Decimal:
        return max(min(goods.left(order_id), self._still_to_get(self.orders[order_id]).amount), NOTHING)

    def _pay_part(self, order: Order, goods: Goods, amount: Decimal, pointer: str) -> None:
        """The order's open invoices come first; the rest is kept for it."""
        rest = amount
        for invoice in self._open_of(order):
            if (part := min(rest, invoice.open.amount, invoice.part_of(order.id))) > 0:
                made = self.payment.allocate(invoice, Money(part, order.currency), EVEN, pointer, self.since)
                made.for_delivery(goods.delivery_id, order.id)
                rest -= part
        if rest > 0:
            kept = Money(rest, order.currency)
            self.payment.keep(order.id, kept, kept, pointer).for_delivery(goods.delivery_id, order.id)
        goods.paid[order.id] += amount
        self._promise(order, Money(amount, order.currency))

    def _open_of(self, order: Order) -> list[Invoice]:
        """Those that are locked, the oldest first."""
        mine = [each for each in self.invoices.values() if order.id in each.order_ids and each.currency == self.payment.currency]
        settled = [each for each in mine if each.status == "posted" and each.kind != "credit_note"]
        return sorted(settled, key=lambda each: (each.due_on or dt.date.max, each.posted_on or dt.date.max, each.id))

    def _delivered(self, delivery_id: UUID, pointer: str) -> Goods:
        goods = self.goods.get(delivery_id)
        if goods is None or not goods.worth or not all(self._is_theirs(order_id) for order_id in goods.worth):
            raise Invalid.field(pointer, "unknown_delivery", "The account has no such delivery")
        for order_id in goods.worth:
            if self._order(order_id, pointer).currency != self.payment.currency:
                raise Invalid.field(pointer, "other_currency", f"Its goods are sold in {self.orders[order_id].currency}")
        return goods

    # --- what is named -----------------------------------------------------------------------------------------------

    def _is_theirs(self, order_id: UUID) -> bool:
        return order_id in self.named and self.orders[order_id].account_id == self.payment.account_id

    def _order(self, order_id: UUID, pointer: str) -> Order:
        if not self._is_theirs(order_id):
            raise Invalid.field(pointer, "unknown_order", "The account has no such order")
        order = self.orders[order_id]
        if order.status not in INVOICEABLE:
            raise Invalid.field(pointer, "not_confirmed", f"Order {order.number} is {order.status}")
        return order

    def _invoice(self, invoice_id: UUID | None, pointer: str) -> Invoice:
        invoice = self.invoices.get(invoice_id) if invoice_id else None
        if invoice is None or invoice.account_id != self.payment.account_id:
            raise Invalid.field(pointer, "unknown_invoice", "The account has no such invoice")
        if invoice.status != "posted" or invoice.kind == "credit_note":
            raise Invalid.field(pointer, "not_open", "Only a posted invoice can be settled")
        return invoice

    def _price(self, invoice: Invoice, asked: AllocationAsked, pointer: str) -> Price:
        """What the invoice's currency costs in the payment's, one of which is the base currency where they differ."""
        base = self.payment.fx_result.currency
        if self.payment.currency != base or invoice.currency == base:
            return self._own_price(invoice, asked, base, pointer)
        if asked.rate is not None:
            return _by_hand(asked, pointer)
        quote = self._quote(invoice.currency)
        if quote is None:
            raise Invalid.field(f"{pointer}/rate", "missing_exchange_rate", f"Nobody has said what {invoice.currency} is worth")
        return Price(quote.rate)

    def _own_price(self, invoice: Invoice, asked: AllocationAsked, base: str, pointer: str) -> Price:
        """One to one, or at the payment's own rate."""
        if asked.rate is not None:
            raise Invalid.field(f"{pointer}/rate", "rate_of_payment", "The rate is one to one, or the payment's own")
        if invoice.currency == self.payment.currency:
            return EVEN
        if invoice.currency != base or self.payment.rate is None:
            message = f"A payment in {self.payment.currency} settles no invoice in {invoice.currency}"
            raise Invalid.field(f"{pointer}/invoice_id", "other_currency", message)
        return Price(self.payment.rate, inverse=True)

    def _quote(self, currency: str) -> Quote | None:
        if currency not in self.quotes:
            self.quotes[currency] = self.market(currency)
        return self.quotes[currency]


def _by_hand(asked: AllocationAsked, pointer: str) -> Price:
    if not asked.rate_reason or asked.rate is None:
        raise Invalid.field(f"{pointer}/rate_reason", "required", "Say why the rate of the day does not count")
    return Price(asked.rate, asked.rate_reason)


def take_back(work: Work, payment: Payment, day: dt.date, ids: Iterable[UUID] | None = None) -> None:
    """Take allocations of a payment, which is locked, back on a day, all where none is named; tell the orders."""
    chosen = _chosen(payment, ids)
    invoices = locked_invoices(work, [each.invoice_id for each in chosen if each.invoice_id])
    concerned = {order_id for invoice in invoices.values() for order_id in invoice.order_ids}
    orders = orders_of(work, concerned | {each.order_id for each in chosen if each.order_id})
    for each in chosen:
        payment.deallocate(each, invoices[each.invoice_id] if each.invoice_id else None, day)
    catch_up(work, orders)


def _chosen(payment: Payment, ids: Iterable[UUID] | None) -> list[Allocation]:
    if ids is None:
        return list(payment.allocations)
    known, wanted = {each.id: each for each in payment.allocations}, list(dict.fromkeys(ids))
    for number, each in enumerate(wanted):
        if each not in known:
            raise Invalid.field(f"/allocation_ids/{number}", "unknown_allocation", "The payment has no such allocation")
    return [known[each] for each in wanted]


def release(invoice: Invoice, payments: Sequence[Payment], needed: Money, day: dt.date) -> None:
    """Free on a day what payments, the latest allocations first, have settled of an invoice until so much is open.

    It becomes an advance.
    """
    settling = [(each, payment) for payment in payments for each in payment.allocations if each.invoice_id == invoice.id]
    for allocation, payment in sorted(settling, key=lambda pair: pair[0].id, reverse=True):
        missing = needed - invoice.open
        if missing.amount > 0:
            payment.shrink(allocation, invoice, min(missing, allocation.settled, key=lambda each: each.amount), day)
    if invoice.open < needed:
        raise Conflict("Less than that is left of the invoice", code="over_credited")
