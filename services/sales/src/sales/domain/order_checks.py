"""What may be wrong with an order before it binds (ORD-07)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, cast
from uuid import UUID

from crm_kit.approval import Finding, Level
from crm_kit.money import Money, plain
from sales.domain.pricing import HUNDRED, rounded
from sales.domain.settings import SalesSettings

SHIP_TO_NEEDS = ("name", "line1", "city", "country")


@dataclass(frozen=True)
class Offered:
    """A product as it stands: whether it may be sold, its list price, and how much is available in all warehouses together."""

    code: str
    status: str
    list_price: Money | None
    available: Decimal


def ship_to_incomplete(ship_to: Any, lines: Iterable[Any]) -> Sequence[tuple[str, str]]:
    """The place and message for each part that is missing of where the goods go to; nothing where no goods go anywhere."""
    if not any(line.ships for line in lines):
        return []
    if ship_to is None:
        return [("/ship_to", "Say where the goods go to")]
    known = ship_to if isinstance(ship_to, dict) else vars(ship_to)
    return [(f"/ship_to/{part}", f"The address has no {part}") for part in SHIP_TO_NEEDS if not known.get(part)]


def discount_of(line: Any, product: Offered | None) -> Decimal:
    """The discount in per cent, to two decimals: the line's own, or what its price by hand is below the product's list price."""
    listed, own = product.list_price if product else None, cast("Decimal", line.discount)
    if line.price_source != "manual" or listed is None or listed.currency != line.currency or not listed.amount:
        return own
    return max(own, rounded(HUNDRED - line.net_price * HUNDRED / (listed.amount * line.factor), 2))


class Checks:
    """Gathers findings, each at the level that the settings give its rule; what is `off` is not found."""

    def __init__(self, rules: SalesSettings):
        self.rules = rules
        self.findings: list[Finding] = []

    def _find(self, rule: str, code: str, message: str, pointer: str = "") -> None:
        level = getattr(self.rules, f"{rule}_check")
        if level != "off":
            self.findings.append(Finding(code=code, level=cast("Level", level), message=message, pointer=pointer))

    def ship_to(self, ship_to: Any, lines: Sequence[Any]) -> None:
        for pointer, message in ship_to_incomplete(ship_to, lines):
            self._find("ship_to", "ship_to_incomplete", message, pointer)

    def discounts(self, lines: Iterable[Any], offered: Mapping[UUID, Offered]) -> None:
        """Beyond the limit, whether it is called a discount or a price; a line that comes from a quotation was approved there."""
        most = self.rules.max_discount_percent
        for line in lines:
            given = discount_of(line, offered.get(line.product_id))
            if given > most and line.price_source != "quotation":
                message = f"{plain(given)} % discount; {plain(most)} % may be given"
                self._find("discount", "discount_over_limit", message, _at(line, "discount"))

    def products(self, lines: Iterable[Any], offered: Mapping[UUID, Offered]) -> None:
        """A product that may not be sold blocks, whatever the settings say; one that is short is only worth a warning."""
        for line in lines:
            product = offered.get(line.product_id)
            if product is not None and product.status not in ("active", "phased_out"):
                message = f"{product.code} is {product.status}"
                self.findings.append(Finding(code="not_for_sale", level="block", message=message, pointer=_at(line, "product_id")))
            elif product is not None and line.ships and line.pieces > product.available:
                message = f"{plain(product.available)} of {product.code} are available"
                self._find("availability", "not_available", message, _at(line, "qty"))

    def duplicate(self, number: str | None) -> None:
        """`number` is that of an order with the same lines of the same customer, a short while ago."""
        if number:
            self._find("duplicate", "possible_duplicate", f"{number} has the same lines", "/lines")

    def credit(self, limit: Money, owed: Money, more: Money) -> None:
        """What the account owes already, and this order, against its limit; all in the base currency."""
        if limit < owed + more:
            told = f"{plain((owed + more).amount)} {limit.currency} would be owed, {plain(limit.amount)} is the limit"
            self._find("credit", "credit_limit", told, "/account_id")


def _at(line: Any, field: str) -> str:
    return f"/lines/{line.position}/{field}"
