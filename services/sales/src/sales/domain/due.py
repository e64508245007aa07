"""When an invoice is to be paid: terms as days, and how far the instalments are settled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from crm_contracts.sales.document_words import Instalment
from sales.domain.billing import share


@dataclass(frozen=True)
class Due:
    """An amount and the last day for it."""

    on: dt.date
    amount: Decimal


@dataclass(frozen=True)
class Schedule:
    """The terms of one order and the days they count from; what has not been shipped yet counts from the invoice."""

    terms: Sequence[Instalment | Mapping[str, Any]]
    ordered_on: dt.date
    shipped_on: dt.date | None = None

    def dues(self, gross: Decimal, posted_on: dt.date, currency: str) -> list[Due]:
        """What of a gross amount is due when, never before it was invoiced; the parts add up to the amount."""
        found, percent, given = [], Decimal(0), Decimal(0)
        for term in map(_told, self.terms):
            percent += term.percent
            part = share(gross, percent, Decimal(100), currency) - given
            given += part
            found.append(Due(max(self._day(term, posted_on), posted_on), part))
        return _closed(found, gross - given, posted_on)

    def _day(self, term: Instalment, posted_on: dt.date) -> dt.date:
        days = {"order": self.ordered_on, "ship": self.shipped_on or posted_on, "invoice": posted_on}
        return days[term.basis] + dt.timedelta(days=term.days)


def _told(term: Instalment | Mapping[str, Any]) -> Instalment:
    if isinstance(term, Instalment):
        return term
    return Instalment(percent=Decimal(term["percent"]), days=int(term["days"]), basis=term["basis"])


def _closed(found: list[Due], rest: Decimal, posted_on: dt.date) -> list[Due]:
    """Terms that do not come to 100 % leave a rest, which is due with the last of them."""
    if not found:
        return [Due(posted_on, rest)]
    return [*found[:-1], Due(found[-1].on, found[-1].amount + rest)] if rest else found


def merged(dues: Sequence[Due]) -> list[Due]:
    """One for each day, by day; what comes to nothing is left out."""
    days: dict[dt.date, Decimal] = {}
    for each in dues:
        days[each.on] = days.get(each.on, Decimal(0)) + each.amount
    return [Due(day, amount) for day, amount in sorted(days.items()) if amount]
