"""What products cost ordinarily, by which prices that somebody named are judged."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from crm_kit.model import Money
from crm_kit.work import Work
from sales.domain.copies import AccountCopy
from sales.domain.order_checks import Offered
from sales.domain.price_list import ranked
from sales.domain.pricing import PRICE_PLACES, net_of, rounded
from sales.lookups.catalogue import Sale, offers
from sales.lookups.rates import market


def in_currency(
    work: Work, known: Mapping[UUID, Offered], lines: Sequence[Any], account_id: UUID, day: dt.date
) -> dict[UUID, Offered]:  # fmt: skip
    """The products with a list price in the lines' currency.

    Where a product has none, that is what the price lists offer the customer, else its list price at the day's rates. Where nobody
    has ever said what the product costs, there is nothing to be below.
    """
    named = [line for line in lines if line.price_source == "manual" and _is_unlisted(line, known)]
    if not named:
        return dict(known)
    return {**known, **_worked_out(work, known, named, Sale(_account(work, account_id), named[0].currency, day, "net"))}


def _is_unlisted(line: Any, known: Mapping[UUID, Offered]) -> bool:
    product = known.get(line.product_id)
    return product is not None and (product.list_price is None or product.list_price.currency != line.currency)


def _account(work: Work, account_id: UUID) -> AccountCopy:
    return work.session.get_one(AccountCopy, account_id)


def _worked_out(work: Work, known: Mapping[UUID, Offered], lines: Collection[Any], sale: Sale) -> dict[UUID, Offered]:
    listed = offers(work, sale, {line.product_id for line in lines})
    found: dict[UUID, Offered] = {}
    for line in lines:
        held, product = ranked(listed.get(line.product_id, ()), line.pieces), known[line.product_id]
        if held:
            price = held[0].price if held[0].entry == "net" else net_of(held[0].price, line.tax_rate)
            found[line.product_id] = replace(product, list_price=Money(price, sale.currency))
        elif product.list_price is not None:
            found[line.product_id] = replace(product, list_price=_exchanged(work, product.list_price, sale))
    return found


def _exchanged(work: Work, price: Money, sale: Sale) -> Money | None:
    """The price in the currency of the sale; None where nobody has said what one of the two is worth."""
    rates = market(work, sale.day)
    own, other = rates(price.currency), rates(sale.currency)
    if own is None or other is None:
        return None
    return Money(rounded(price.amount * own.rate / other.rate, PRICE_PLACES), sale.currency)
