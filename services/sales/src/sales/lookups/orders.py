"""How an order comes to be: from lines, or from what quotations offer."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from crm_contracts.sales.commands.orders import CreateOrder
from crm_kit.colleagues import give
from crm_kit.errors import Invalid, NotFound
from crm_kit.messages import given
from crm_kit.work import Work
from sales.domain.opportunity import Opportunity
from sales.domain.order import Order
from sales.domain.order_line import OrderLine
from sales.lookups.buyers import Buyer, buyer
from sales.lookups.catalogue import Sale
from sales.lookups.customers import contact
from sales.lookups.lines import order_lines
from sales.lookups.rates import base_currency
from sales.lookups.terms import terms

LOOKED_UP = ("account_id", "lines", "quotations", "currency", "ordered_on", "payment_terms_id", "billing_basis", "owner_id")


def order_of_lines(command: CreateOrder, work: Work) -> Order:
    """An order of the lines named."""
    if command.account_id is None or not command.lines:
        missing = "/account_id" if command.account_id is None else "/lines"
        raise Invalid.field(missing, "required", "An order has a customer and lines, or is made from quotations")
    who = buyer(work, command.account_id)
    day = check_day(work, command.ordered_on or work.today)
    sale = Sale(who.account, command.currency or base_currency(), day, who.rules.price_entry_mode)  # type: ignore[arg-type]
    lines = order_lines(work, sale, command.lines)
    agreed = terms(work, command.payment_terms_id, who)
    basis = command.billing_basis or who.rules.billing_basis
    return begin(work, command, who, lines, currency=sale.currency, ordered_on=day, billing_basis=basis, **agreed)


def begin(work: Work, command: CreateOrder, who: Buyer, lines: list[OrderLine], **told: Any) -> Order:
    """The order, with its number; asked for last, since others wait for theirs until the commit."""
    check_references(work, command.contact_id, command.opportunity_id)
    order = Order(account_id=who.account.id, **{**given(command, but=LOOKED_UP), **told})
    order.put(lines)
    give(work, order, command.owner_id)
    work.add(order)
    order.number = work.number("SO")
    return order


def check_references(work: Work, contact_id: UUID | None, opportunity_id: UUID | None) -> None:
    """Invalid (422) for a contact or an opportunity that the caller cannot see."""
    if contact_id:
        contact(work, contact_id, "/contact_id")
    if opportunity_id:
        try:
            work.get(Opportunity, opportunity_id, allow="sales.opportunity.read")
        except NotFound as error:
            raise Invalid.field("/opportunity_id", "unknown_opportunity", f"There is no {opportunity_id}") from error


def check_day(work: Work, day: dt.date) -> dt.date:
    """The day of an order, or Invalid (422) for one to come."""
    if day > work.today:
        raise Invalid.field("/ordered_on", "in_the_future", "It was ordered today or before")
    return day


def sale_of(work: Work, order: Order) -> Sale:
    """To whom an order sells, as further lines of it are priced."""
    who = buyer(work, order.account_id)
    entry: Any = who.rules.price_entry_mode
    return Sale(who.account, order.currency, order.ordered_on, entry)
