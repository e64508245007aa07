"""Budgets: what a plan or campaign may spend, as entries that are only ever added to.

`planned` is what it may spend, `allotted` what it passed on to the plans and campaigns below it. A cost is first `reserved`, then
`committed` (there is a contract), then `actual` (it is paid); each step takes the place of the one before.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from crm_kit.errors import Conflict, Invalid
from crm_kit.model import Fact, Mapped, Money, String, Text, column

NOTHING = Decimal(0)
STEPS = ("reserved", "committed", "actual")
USES = ("allotted", *STEPS)
THRESHOLDS = (80, 100)


class BudgetEntry(Fact):
    """So much more (or less) of one kind, in the base currency; `cost_id` ties the steps of one cost together."""

    __tablename__ = "budget_entries"

    holder_id: Mapped[UUID]
    cost_type: Mapped[str] = column(String(10))
    kind: Mapped[str] = column(String(10))
    amount: Mapped[Decimal]
    currency: Mapped[str] = column(String(3))
    cost_id: Mapped[UUID | None]
    transfer_id: Mapped[UUID | None]
    note: Mapped[str] = column(Text, default="")
    by: Mapped[UUID]


@dataclass(frozen=True)
class Balance:
    """How things stand for one cost type: kind of entry → sum."""

    sums: Mapping[str, Decimal]

    def of(self, kind: str) -> Decimal:
        return self.sums.get(kind, NOTHING)

    @property
    def used(self) -> Decimal:
        """What is reserved, committed or spent."""
        return sum((self.of(kind) for kind in STEPS), NOTHING)

    @property
    def available(self) -> Decimal:
        """What may still be spent or passed on."""
        return self.of("planned") - sum((self.of(kind) for kind in USES), NOTHING)


def total(balances: Iterable[Balance]) -> Balance:
    """All cost types together."""
    found = list(balances)
    return Balance({kind: sum((each.of(kind) for each in found), NOTHING) for kind in ("planned", *USES)})


def used_percent(balance: Balance) -> int | None:
    """How much of the budget is used, in per cent rounded down; None where there is none."""
    planned = balance.of("planned") - balance.of("allotted")
    return int(balance.used * 100 / planned) if planned > 0 else None


def passed(before: int | None, after: int | None) -> int | None:
    """The highest threshold that was reached between two moments."""
    reached = [each for each in THRESHOLDS if (before or 0) < each <= (after or 0)]
    return max(reached, default=None)


def refuse_overspending(balance: Balance, wanted: Decimal, cost_type: str, currency: str) -> None:
    """Conflict (409 `budget_exceeded`) with what there is, where more is wanted."""
    if wanted > balance.available:
        available = Money(balance.available, currency)
        raise Conflict(
            f"The budget for {cost_type} has {available.as_dict()['amount']} {currency} left",
            code="budget_exceeded", cost_type=cost_type, available=available.as_dict(),
        )  # fmt: skip


def check_money(money: Money, currency: str, pointer: str, *, least: Decimal = Decimal("0.000001")) -> Decimal:
    """The amount; Invalid (422) where it is not positive or in another currency than budgets are kept in."""
    if money.currency != currency:
        raise Invalid.field(f"{pointer}/currency", "wrong_currency", f"Budgets are kept in {currency}")
    if money.amount < least:
        raise Invalid.field(f"{pointer}/amount", "not_positive", "An amount is more than nothing")
    return money.amount


def changes(wanted: Mapping[str, Decimal], planned: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """Cost type → how much more (or less) than now is planned for it."""
    found = {each: wanted.get(each, NOTHING) - planned.get(each, NOTHING) for each in sorted({*wanted, *planned})}
    return {each: change for each, change in found.items() if change}
