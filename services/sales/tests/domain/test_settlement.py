"""No payment settles more than it is, and what the rates make of it adds up."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_kit.errors import Invalid
from crm_kit.money import Money
from sales.domain.settlement import EVEN, Price, settle, worth

CENTS = st.integers(1, 10**9).map(lambda cents: Decimal(cents) / 100)
RATES = st.decimals("0.01", "100", places=4)


def cny(amount: str | Decimal) -> Money:
    return Money(Decimal(amount), "CNY")


def usd(amount: str | Decimal) -> Money:
    return Money(Decimal(amount), "USD")


def test_without_an_amount_it_is_as_much_as_can_be() -> None:
    assert settle(None, cny(100), cny(30), EVEN, "").paid == cny(30)
    assert settle(None, cny(20), cny(30), EVEN, "").settles == cny(20)


def test_another_currency_is_settled_at_the_price() -> None:
    price = Price(Decimal("7.1"))

    whole, part = settle(None, cny(7100), usd(1000), price, ""), settle(cny(71), cny(7100), usd(1000), price, "")

    assert (whole.paid, whole.settles) == (cny("7100.00"), usd(1000))
    assert part.settles == usd("10.00")


@pytest.mark.parametrize(
    ("asked", "left", "is_open", "code", "at"),
    [
        (cny(11), cny(10), cny(100), "over_allocated", "/allocations/0/amount"),
        (cny(11), cny(100), cny(10), "over_allocated", "/allocations/0/amount"),
        (None, cny(0), cny(10), "over_allocated", "/allocations/0/amount"),
        (None, cny(10), cny(0), "over_allocated", "/allocations/0/amount"),
        (cny(0), cny(10), cny(10), "out_of_range", "/allocations/0/amount"),
        (usd(1), cny(10), cny(10), "other_currency", "/allocations/0/amount/currency"),
    ],
)  # fmt: skip
def test_too_much_is_refused_at_the_allocation(asked: Money | None, left: Money, is_open: Money, code: str, at: str) -> None:
    with pytest.raises(Invalid) as refusal:
        settle(asked, left, is_open, EVEN, "/allocations/0")

    assert (refusal.value.errors[0]["code"], refusal.value.errors[0]["pointer"]) == (code, at)


@given(left=CENTS, owed=CENTS, rate=RATES)
def test_nothing_settles_more_than_is_left_or_open(left: Decimal, owed: Decimal, rate: Decimal) -> None:
    done = settle(None, cny(left), usd(owed), Price(rate), "")

    assert done.paid <= cny(left)
    assert done.settles <= usd(owed)


@given(parts=st.lists(CENTS, min_size=1, max_size=8), rate=RATES)
def test_what_the_parts_are_worth_adds_up_to_the_whole(parts: list[Decimal], rate: Decimal) -> None:
    whole = sum(parts, Decimal(0))
    base = cny(whole * rate).rounded().amount

    so_far = before = Decimal(0)
    for part in parts:
        so_far += worth(base, part, whole, so_far, before, "CNY")
        before += part

    assert so_far == base
