"""Terms become days, and the instalments add up."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from crm_contracts.sales.document_words import Instalment
from sales.domain.due import Due, Schedule, merged
from sales.domain.invoice_parts import instalments_of

ORDERED, SHIPPED, POSTED = dt.date(2026, 1, 1), dt.date(2026, 1, 20), dt.date(2026, 2, 1)


def days(date: dt.date, count: int) -> dt.date:
    return date + dt.timedelta(days=count)


def test_each_instalment_counts_from_its_own_day_and_none_is_due_before_the_invoice() -> None:
    terms = [
        Instalment(percent=Decimal(30), days=0, basis="order"), Instalment(percent=Decimal(30), days=30, basis="ship"),
        Instalment(percent=Decimal(40), days=60, basis="invoice"),
    ]  # fmt: skip

    dues = Schedule(terms, ORDERED, SHIPPED).dues(Decimal("100.01"), POSTED, "CNY")

    assert dues == [
        Due(POSTED, Decimal("30.00")),
        Due(days(SHIPPED, 30), Decimal("30.01")),
        Due(days(POSTED, 60), Decimal("40.00")),
    ]


def test_what_is_not_shipped_counts_from_the_invoice_and_no_terms_are_due_at_once() -> None:
    unshipped = Schedule([{"percent": "100", "days": 10, "basis": "ship"}], ORDERED)

    assert unshipped.dues(Decimal(5), POSTED, "CNY") == [Due(days(POSTED, 10), Decimal("5.00"))]
    assert Schedule([], ORDERED).dues(Decimal(5), POSTED, "CNY") == [Due(POSTED, Decimal(5))]


@given(cents=st.integers(1, 10**9), percents=st.lists(st.integers(1, 8), min_size=1, max_size=12), settled=st.integers(0, 10**9))
def test_instalments_add_up_and_the_earliest_is_settled_first(cents: int, percents: list[int], settled: int) -> None:
    total = Decimal(cents) / 100
    paid = min(Decimal(settled) / 100, total)
    terms = [Instalment(percent=Decimal(each), days=number % 5, basis="invoice") for number, each in enumerate(percents)]

    parts = instalments_of(merged(Schedule(terms, ORDERED).dues(total, POSTED, "CNY")))

    assert sum(each.amount for each in parts) == total == parts[-1].upto
    assert sum(each.left(paid) for each in parts) == total - paid
    waiting = [each.left(paid) > 0 for each in parts]
    assert waiting == sorted(waiting)
    assert len({each.due_on for each in parts}) == len(parts)
