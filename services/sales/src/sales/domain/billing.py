"""How much of an order an invoice bills: exact decimals, no input and no output.

Amounts of a part are its cumulative share of the whole line less what earlier invoices have of it, so that the parts always add up
to the line, whatever was rounded on the way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from uuid import UUID

from crm_kit.errors import Conflict, Invalid
from crm_kit.money import Money, decimals
from sales.domain.pricing import EXACT, rounded

ZERO = Decimal(0)


def share(total: Decimal, part: Decimal, whole: Decimal, currency: str) -> Decimal:
    """What `part` of `whole` has of a total, rounded half up to the currency's decimals; all of it where there is no whole."""
    with localcontext(EXACT):
        return rounded(total * part / whole if whole else total, decimals(currency))


@dataclass(frozen=True)
class Amounts:
    """Net, and gross with the tax on it, in the currency of their document."""

    net: Decimal = ZERO
    gross: Decimal = ZERO

    @property
    def tax(self) -> Decimal:
        return self.gross - self.net

    def __add__(self, other: Amounts) -> Amounts:
        return Amounts(self.net + other.net, self.gross + other.gross)

    def __sub__(self, other: Amounts) -> Amounts:
        return Amounts(self.net - other.net, self.gross - other.gross)

    def __neg__(self) -> Amounts:
        return Amounts(-self.net, -self.gross)

    def share(self, part: Decimal, whole: Decimal, currency: str) -> Amounts:
        """What `part` of `whole` has of these; never more than they are."""
        return Amounts(share(self.net, part, whole, currency), share(self.gross, part, whole, currency))


NOTHING = Amounts()


@dataclass(frozen=True)
class Billed:
    """What invoices that are not void, drafts included, have of a line; what credit notes took back is taken off."""

    qty: Decimal = ZERO
    amounts: Amounts = NOTHING


@dataclass(frozen=True)
class Source:
    """A line of an order as invoices see it. `ready` is how much of it the billing basis lets one invoice, in all."""

    id: UUID
    order_id: UUID
    kind: str
    product_id: UUID | None
    name: str
    uom: str
    qty: Decimal
    tax_rate: Decimal
    amounts: Amounts
    ready: Decimal
    billed: Billed
    currency: str

    @property
    def left(self) -> Decimal:
        """How much may still be invoiced."""
        return max(self.ready - self.billed.qty, ZERO)

    def tolerated(self, over_percent: Decimal) -> Decimal:
        """How much may still be invoiced where so many per cent more are let through."""
        return max(self.ready * (100 + over_percent) / 100 - self.billed.qty, ZERO)

    def part(self, qty: Decimal) -> Amounts:
        """What the next `qty` of the line costs."""
        return self.amounts.share(self.billed.qty + qty, self.qty, self.currency) - self.billed.amounts


def check_over_billing(source: Source, qty: Decimal, over_percent: Decimal, pointer: str) -> None:
    """Conflict (409 `over_invoiced`) at the line, where it is more than may still be invoiced."""
    most = source.tolerated(over_percent)
    if qty > most:
        told = f"{source.left.normalize():f} of {source.name} may still be invoiced"
        raise Conflict(told, code="over_invoiced", errors=[{"pointer": pointer, "code": "over_invoiced", "message": told}])


# --- down payments ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class DownPayment:
    """A line of a posted down-payment invoice, and what later invoices have deducted of it already."""

    line_id: UUID
    order_id: UUID
    invoice_number: str
    tax_rate: Decimal
    amounts: Amounts
    deducted: Amounts
    currency: str

    @property
    def left(self) -> Amounts:
        return self.amounts - self.deducted

    def deduction(self, billed: Decimal, total: Decimal) -> Amounts:
        """What to deduct once `billed` of the order's `total` is invoiced: its share, less what was deducted before."""
        wanted = self.amounts.share(min(billed, total), total, self.currency) - self.deducted
        return wanted if wanted.gross > ZERO else NOTHING


def fit(deduction: Amounts, most: Decimal, currency: str) -> Amounts:
    """The deduction, or as much of it as an invoice over `most` can take without becoming less than nothing."""
    if deduction.gross <= most:
        return deduction
    return deduction.share(max(most, ZERO), deduction.gross, currency)


def asked_down_payment(percent: Decimal | None, amount: Money | None, total: Money, invoiced: Decimal) -> Decimal:
    """The gross amount of a down payment on an order over `total`, of which `invoiced` is billed; Invalid or Conflict otherwise."""
    if (percent is None) == (amount is None):
        raise Invalid.field("/percent", "required", "A down payment is either a percent of the order or an amount")
    if amount is not None and amount.currency != total.currency:
        raise Invalid.field("/amount/currency", "other_currency", f"The order is in {total.currency}")
    wanted = amount.amount if amount is not None else share(total.amount, percent or ZERO, Decimal(100), total.currency)
    if wanted <= ZERO:
        raise Invalid.field("/amount" if amount else "/percent", "out_of_range", "A down payment is more than nothing")
    if wanted > total.amount - invoiced:
        at, told = "/amount" if amount else "/percent", f"{total.amount - invoiced} of the order is not invoiced yet"
        raise Conflict(told, code="over_invoiced", errors=[{"pointer": at, "code": "over_invoiced", "message": told}])
    return wanted


def by_rate(wanted: Decimal, lines: Sequence[Source], currency: str) -> list[tuple[Decimal, Amounts]]:
    """A gross amount spread over the tax rates of an order as its lines are; the parts add up to it."""
    rates: dict[Decimal, Amounts] = {}
    for line in lines:
        rates[line.tax_rate] = rates.get(line.tax_rate, NOTHING) + line.amounts
    whole = sum((each.gross for each in rates.values()), ZERO)
    spread, seen, given = [], ZERO, ZERO
    for rate, each in sorted(rates.items()):
        seen += each.gross
        gross = share(wanted, seen, whole, currency) - given
        given += gross
        spread.append((rate, Amounts(share(gross, each.net, each.gross, currency), gross)))
    return [(rate, each) for rate, each in spread if each.gross]
