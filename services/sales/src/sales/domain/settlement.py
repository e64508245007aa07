"""How money settles what is owed: between currencies, and what the exchange rates make of it. No input and no output."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, localcontext

from crm_kit.errors import Invalid
from crm_kit.money import Money, decimals
from sales.domain.pricing import EXACT, rounded

ZERO = Decimal(0)


@dataclass(frozen=True)
class Price:
    """One unit of what is owed costs `rate` units of what is paid, or the other way round where it is `inverse`.

    `reason` where somebody said so by hand.
    """

    rate: Decimal
    reason: str = ""
    inverse: bool = False

    def settles(self, paid: Money, currency: str) -> Money:
        """What a payment settles, in the currency of what is owed."""
        with localcontext(EXACT):
            exact = paid.amount * self.rate if self.inverse else paid.amount / self.rate
            return Money(rounded(exact, decimals(currency)), currency)

    def costs(self, owed: Money, currency: str) -> Money:
        """What is to be paid to settle this much."""
        with localcontext(EXACT):
            exact = owed.amount / self.rate if self.inverse else owed.amount * self.rate
            return Money(rounded(exact, decimals(currency)), currency)


EVEN = Price(Decimal(1))


@dataclass(frozen=True)
class Settled:
    """`paid` of the payment settles `settles` of the invoice."""

    paid: Money
    settles: Money


def settle(asked: Money | None, left: Money, open_: Money, price: Price, pointer: str) -> Settled:
    """What is settled: as much as is asked for, else as much as can be. Invalid (422 `over_allocated`) where that is too much."""
    if asked is None:
        return _most(left, open_, price, pointer)
    if asked.currency != left.currency:
        raise Invalid.field(f"{pointer}/amount/currency", "other_currency", f"The payment is in {left.currency}")
    if asked.amount <= ZERO:
        raise Invalid.field(f"{pointer}/amount", "out_of_range", "It is more than nothing")
    if left < asked:
        raise _over(pointer, f"{left.amount} {left.currency} of the payment is left")
    settles = price.settles(asked, open_.currency)
    if settles.amount <= ZERO or open_ < settles:
        raise _over(pointer, f"{open_.amount} {open_.currency} is open")
    return Settled(asked, settles)


def _most(left: Money, open_: Money, price: Price, pointer: str) -> Settled:
    if left.amount <= ZERO or open_.amount <= ZERO:
        raise _over(pointer, "Nothing is left" if left.amount <= ZERO else "Nothing is open")
    cost = price.costs(open_, left.currency)
    if cost <= left:
        return Settled(cost, open_)
    return Settled(left, min(price.settles(left, open_.currency), open_, key=lambda each: each.amount))


def _over(pointer: str, message: str) -> Invalid:
    return Invalid.field(f"{pointer}/amount", "over_allocated", message)


def worth(base: Decimal, part: Decimal, whole: Decimal, so_far: Decimal, before: Decimal, currency: str) -> Decimal:
    """What `part` of a document over `whole`, worth `base` in the base currency, is worth, when `before` of it was worth `so_far`.

    The last part takes what rounding left, so that all parts together are worth `base`.
    """
    with localcontext(EXACT):
        return rounded(base * (before + part) / whole, decimals(currency)) - so_far
