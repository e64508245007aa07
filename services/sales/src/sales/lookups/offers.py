"""How a quotation comes to be."""

from __future__ import annotations

from typing import Any

from crm_contracts.sales.commands.quotations import CreateQuotation
from crm_kit.colleagues import give
from crm_kit.messages import given
from crm_kit.work import Work
from sales.domain.quotation import Quotation
from sales.domain.quotation_line import QuotationLine
from sales.lookups.buyers import buyer
from sales.lookups.catalogue import Sale
from sales.lookups.lines import quotation_lines
from sales.lookups.open_problems import acknowledged_problems
from sales.lookups.orders import check_references
from sales.lookups.rates import base_currency
from sales.lookups.revisions import last_day
from sales.lookups.terms import terms

LOOKED_UP = (
    "lines",
    "account_id",
    "currency",
    "valid_until",
    "billing_basis",
    "payment_terms_id",
    "owner_id",
    "acknowledge_open_tickets",
)


def offer(command: CreateQuotation, work: Work) -> Quotation:
    """A new quotation, with its number; asked for last, since others wait for theirs until the commit."""
    who = buyer(work, command.account_id)
    sale = Sale(who.account, command.currency or base_currency(), work.today, who.rules.price_entry_mode)  # type: ignore[arg-type]
    lines = quotation_lines(work, sale, command.lines)
    check_references(work, command.contact_id, command.opportunity_id)
    agreed = terms(work, command.payment_terms_id, who)
    told = {**given(command, but=LOOKED_UP), **agreed, "billing_basis": command.billing_basis or who.rules.billing_basis}
    made = {"account_id": who.account.id, "currency": sale.currency, "valid_until": command.valid_until or last_day(work)}
    quotation = Quotation(**told, **made)
    give(work, quotation, command.owner_id)
    return begin_quotation(work, quotation, lines, command.acknowledge_open_tickets)


def begin_quotation(work: Work, quotation: Quotation, lines: list[QuotationLine], acknowledged: bool) -> Quotation:
    """Its first day, its lines and its number. Open problems of the customer have to be `acknowledged`, which stands on it."""
    quotation.acknowledged_tickets = acknowledged_problems(work, quotation.account_id, acknowledged)
    quotation.quoted_on = work.today
    quotation.check_validity(work.today)
    quotation.put(lines)
    work.add(quotation)
    quotation.number = work.number("Q")
    return quotation


def sale_for(work: Work, quotation: Quotation) -> Sale:
    """To whom a quotation offers, as its lines are priced."""
    who = buyer(work, quotation.account_id)
    entry: Any = who.rules.price_entry_mode
    return Sale(who.account, quotation.currency, work.today, entry)
