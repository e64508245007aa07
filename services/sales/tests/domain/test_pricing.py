"""What lines come to, whatever the mix of prices, discounts, quantities, taxes and currencies."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from crm_kit.money import decimals
from sales.domain.pricing import GROSS_PLACES, amounts, gross_of, net_of, rounded, share_of, tax_totals

CURRENCIES = st.sampled_from(["CNY", "USD", "JPY", "KWD", "EUR"])
ENTRIES = st.sampled_from(["net", "gross"])
RATES = st.decimals(0, 100, places=2)
DISCOUNTS = st.decimals(0, 100, places=2)
QUANTITIES = st.decimals("0.000001", 100_000, places=6)
NET_PRICES = st.decimals(0, 100_000, places=6)
GROSS_PRICES = st.decimals(0, 100_000, places=GROSS_PLACES)


def fits(amount: Decimal, currency: str) -> bool:
    return amount == rounded(amount, decimals(currency))


@given(ENTRIES, GROSS_PRICES, QUANTITIES, DISCOUNTS, RATES, CURRENCIES)
def test_net_and_tax_are_the_total_in_the_currencys_decimals(
    entry: str, price: Decimal, qty: Decimal, discount: Decimal, rate: Decimal, currency: str
) -> None:
    found = amounts(entry, price, qty, discount, rate, currency)  # type: ignore[arg-type]

    assert found.net + found.tax == found.total
    assert all(fits(each, currency) for each in (found.net, found.tax, found.total))
    assert 0 <= found.net <= found.total


@given(ENTRIES, GROSS_PRICES, QUANTITIES, DISCOUNTS, RATES, CURRENCIES)
def test_the_amount_entered_is_off_by_no_more_than_its_own_rounding(
    entry: str, price: Decimal, qty: Decimal, discount: Decimal, rate: Decimal, currency: str
) -> None:
    found = amounts(entry, price, qty, discount, rate, currency)  # type: ignore[arg-type]

    exact = price * qty * (100 - discount) / 100
    assert abs((found.net if entry == "net" else found.total) - exact) <= Decimal("0.5").scaleb(-decimals(currency)) + Decimal(
        "1e-9"
    )


@given(GROSS_PRICES, st.decimals(0, 1000, places=2))
def test_a_price_with_tax_comes_back_from_its_net_price(price: Decimal, rate: Decimal) -> None:
    assert gross_of(net_of(price, rate), rate) == price


@given(NET_PRICES, QUANTITIES, RATES, CURRENCIES)
def test_all_off_is_nothing(price: Decimal, qty: Decimal, rate: Decimal, currency: str) -> None:
    found = amounts("net", price, qty, Decimal(100), rate, currency)

    assert (found.net, found.tax, found.total, found.net_price) == (0, 0, 0, 0)


@given(st.lists(st.tuples(RATES, st.decimals(0, 10_000, places=2), st.decimals(0, 1000, places=2)), max_size=20))
def test_the_totals_by_rate_are_the_sum_of_the_lines(lines: list[tuple[Decimal, Decimal, Decimal]]) -> None:
    totals = tax_totals(lines, "CNY")

    assert sum((each.net.amount for each in totals), Decimal(0)) == sum((net for _, net, _ in lines), Decimal(0))
    assert sum((each.tax.amount for each in totals), Decimal(0)) == sum((tax for _, _, tax in lines), Decimal(0))
    assert [each.rate for each in totals] == sorted({rate for rate, _, _ in lines})


@given(st.decimals(0, 10_000, places=2), st.decimals(0, 100, places=3), st.decimals("0.001", 100, places=3))
def test_a_share_is_never_more_than_the_whole(total: Decimal, part: Decimal, whole: Decimal) -> None:
    assert 0 <= share_of(total, part, whole, 2) <= total
    assert share_of(total, whole, whole, 2) == total


def test_half_a_cent_goes_up() -> None:
    assert amounts("net", Decimal("0.005"), Decimal(1), Decimal(0), Decimal(0), "CNY").net == Decimal("0.01")
    assert amounts("net", Decimal("0.5"), Decimal(1), Decimal(0), Decimal(0), "JPY").net == Decimal(1)
