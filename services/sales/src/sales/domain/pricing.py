"""What lines and documents come to: exact decimals, every line rounded half up to its currency, a total the sum of its lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext

from crm_contracts.sales.document_words import PriceEntry
from crm_contracts.sales.order_words import TaxTotal
from crm_kit.money import Money, decimals

HUNDRED = Decimal(100)
PRICE_PLACES = 6
GROSS_PLACES = 4
"""Decimals that a price with tax may have: the net price, kept to six, gives back just these."""
LARGEST = Decimal(10) ** 12
EXACT = Context(prec=60, rounding=ROUND_HALF_UP)
NOTHING = Decimal(0)


@dataclass(frozen=True)
class Amounts:
    """A line: prices per unit after discount, to six decimals; amounts for its whole quantity, rounded to the currency."""

    net_price: Decimal
    gross_price: Decimal
    net: Decimal
    tax: Decimal
    total: Decimal


NO_AMOUNTS = Amounts(NOTHING, NOTHING, NOTHING, NOTHING, NOTHING)


def amounts(entry: PriceEntry, price: Decimal, qty: Decimal, discount: Decimal, tax_rate: Decimal, currency: str) -> Amounts:
    """What a line comes to. Whichever of the two prices was entered is exact, and the other one follows (ORD-02)."""
    with localcontext(EXACT):
        places = decimals(currency)
        discounted, taxed = price * (HUNDRED - discount) / HUNDRED, (HUNDRED + tax_rate) / HUNDRED
        if entry == "net":
            net = rounded(discounted * qty, places)
            tax = rounded(net * tax_rate / HUNDRED, places)
            unit = rounded(discounted, PRICE_PLACES)
            return Amounts(unit, rounded(unit * taxed, PRICE_PLACES), net, tax, net + tax)
        total = rounded(discounted * qty, places)
        net = rounded(total / taxed, places)
        unit = rounded(discounted, PRICE_PLACES)
        return Amounts(rounded(unit / taxed, PRICE_PLACES), unit, net, total - net, total)


def net_of(gross_price: Decimal, tax_rate: Decimal) -> Decimal:
    """The price without tax, to six decimals: gross / (1 + t)."""
    with localcontext(EXACT):
        return rounded(gross_price * HUNDRED / (HUNDRED + tax_rate), PRICE_PLACES)


def gross_of(net_price: Decimal, tax_rate: Decimal) -> Decimal:
    """The price with tax that a net price came from, to the decimals that such a price may have."""
    with localcontext(EXACT):
        return rounded(net_price * (HUNDRED + tax_rate) / HUNDRED, GROSS_PLACES)


def rounded(number: Decimal, places: int) -> Decimal:
    """Half up: 0.005 to two places is 0.01."""
    return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, EXACT)


def share_of(total: Decimal, part: Decimal, whole: Decimal, places: int) -> Decimal:
    """The part of a line's total that so much of its quantity stands for; all of it where it is whole."""
    if part >= whole:
        return total
    with localcontext(EXACT):
        return rounded(total * part / whole, places)


def tax_totals(lines: Iterable[tuple[Decimal, Decimal, Decimal]], currency: str) -> list[TaxTotal]:
    """Lines as (tax rate, net, tax), summed up by rate, the lowest first."""
    sums: dict[Decimal, tuple[Decimal, Decimal]] = {}
    for rate, net, tax in lines:
        known = sums.get(rate, (NOTHING, NOTHING))
        sums[rate] = known[0] + net, known[1] + tax
    return [
        TaxTotal(rate=rate, net=Money(net, currency), tax=Money(tax, currency), total=Money(net + tax, currency))
        for rate, (net, tax) in sorted(sums.items())
    ]
