"""How far an order has come: what the derived statuses say."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Literal

from crm_contracts.sales.document_words import PaymentStatus, ReturnStatus
from crm_kit.money import Money

Progress = Literal["none", "partial", "full", "over"]


def progress(pairs: Iterable[tuple[Decimal, Decimal]]) -> Progress:
    """Of (wanted, done) quantities: `over` where all is done and more of something; nothing wanted is `full`."""
    quantities = list(pairs)
    if all(done >= wanted for wanted, done in quantities):
        return "over" if any(done > wanted for wanted, done in quantities) else "full"
    return "partial" if any(done > 0 for _, done in quantities) else "none"


def payment_status(total: Money, paid: Money, settled: bool) -> PaymentStatus:
    """`settled` where everything is invoiced and no invoice is open, whatever way it was settled."""
    if paid.amount > total.amount:
        return "overpaid"
    if settled or (paid.amount == total.amount and total.amount > 0):
        return "paid"
    return "partial" if paid.amount > 0 else "unpaid"


def return_status(has_returns: bool, away: Decimal) -> ReturnStatus:
    """Whether something came back, and whether anything is with the customer nevertheless."""
    if not has_returns:
        return "none"
    return "partial" if away > 0 else "full"
