"""What invoices bill of an order adds up to the order, in whatever parts and whatever is deducted."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_kit.errors import Conflict, Invalid
from crm_kit.money import Money, decimals
from sales.domain.billing import (
    NOTHING,
    Amounts,
    Billed,
    DownPayment,
    Source,
    asked_down_payment,
    by_rate,
    check_over_billing,
    fit,
    share,
)

CURRENCIES = st.sampled_from(["CNY", "USD", "JPY", "BHD"])
QUANTITIES = st.decimals("0.000001", "100000", places=6)


def money_in(currency: str, most: int = 10**9) -> st.SearchStrategy[Decimal]:
    return st.integers(1, most).map(lambda units: Decimal(units).scaleb(-decimals(currency)))


def source(qty: Decimal, amounts: Amounts, currency: str = "CNY", rate: str = "13", ready: Decimal | None = None) -> Source:
    return Source(
        id=uuid4(), order_id=uuid4(), kind="product", product_id=uuid4(), name="Pump", uom="pc", qty=qty, tax_rate=Decimal(rate),
        amounts=amounts, ready=qty if ready is None else ready, billed=Billed(), currency=currency,
    )  # fmt: skip


@given(data=st.data(), currency=CURRENCIES, parts=st.lists(QUANTITIES, min_size=1, max_size=8))
def test_partial_invoices_add_up_to_the_line(data: st.DataObject, currency: str, parts: list[Decimal]) -> None:
    gross = data.draw(money_in(currency))
    net = data.draw(money_in(currency, int(gross.scaleb(decimals(currency)))))
    line = source(sum(parts, Decimal(0)), Amounts(net, gross), currency)

    billed = []
    for qty in parts:
        part = line.part(qty)
        billed.append(part)
        line = replace(line, billed=Billed(line.billed.qty + qty, line.billed.amounts + part))

    assert sum(billed, NOTHING) == line.amounts
    assert all(part == part.share(Decimal(1), Decimal(1), currency) for part in billed), "each is rounded to the currency"
    assert line.left == 0


@given(data=st.data(), currency=CURRENCIES, count=st.integers(1, 6))
def test_deductions_add_up_to_the_down_payment(data: st.DataObject, currency: str, count: int) -> None:
    goods = [data.draw(money_in(currency, 10**7)) for _ in range(count)]
    total = sum(goods, Decimal(0))
    gross = data.draw(money_in(currency, int(total.scaleb(decimals(currency)))))
    down = DownPayment(uuid4(), uuid4(), "INV-1", Decimal(13), Amounts(gross, gross), NOTHING, currency)

    billed = Decimal(0)
    for invoiced in goods:
        billed += invoiced
        deduction = fit(down.deduction(billed, total), invoiced, currency)
        assert Decimal(0) <= deduction.gross <= invoiced, "an invoice never comes to less than nothing"
        down = replace(down, deducted=down.deducted + deduction)

    unit = Decimal(1).scaleb(-decimals(currency))
    assert 0 <= down.left.gross <= unit * count, "all but what an invoice of a few units could not take"


@given(
    currency=CURRENCIES,
    lines=st.lists(st.tuples(st.integers(1, 10**8), st.sampled_from(["0", "6", "9", "13"])), min_size=1, max_size=6),
    percent=st.integers(1, 100),
)
def test_a_down_payment_spreads_over_the_tax_rates_and_adds_up(currency: str, lines: list[tuple[int, str]], percent: int) -> None:
    unit = Decimal(1).scaleb(-decimals(currency))
    sources = [source(Decimal(1), Amounts(units * unit, units * unit), currency, rate) for units, rate in lines]
    wanted = share(sum(units * unit for units, _ in lines), Decimal(percent), Decimal(100), currency)

    spread = by_rate(wanted, sources, currency)

    assert sum((each.gross for _, each in spread), Decimal(0)) == wanted
    assert {rate for rate, _ in spread} <= {each.tax_rate for each in sources}


@given(total=st.integers(1, 10**14), part=st.integers(1, 10**17), whole=st.integers(1, 10**17))
def test_a_share_is_exact_however_large_the_numbers_are(total: int, part: int, whole: int) -> None:
    part = min(part, whole)

    found = share(Decimal(total) / 100, Decimal(part) / 10**6, Decimal(whole) / 10**6, "CNY")

    cents = (2 * total * part + whole) // (2 * whole)  # half up, in whole numbers
    assert found == Decimal(cents) / 100


def test_more_than_is_ready_is_refused_beyond_the_tolerance() -> None:
    line = replace(source(Decimal(10), Amounts(Decimal(100), Decimal(113))), billed=Billed(Decimal(4), NOTHING))

    check_over_billing(line, Decimal(6), Decimal(0), "/lines/0/qty")
    check_over_billing(line, Decimal("6.5"), Decimal(5), "/lines/0/qty")
    with pytest.raises(Conflict) as refusal:
        check_over_billing(line, Decimal("6.51"), Decimal(5), "/lines/0/qty")

    assert (refusal.value.code, refusal.value.errors[0]["pointer"]) == ("over_invoiced", "/lines/0/qty")


def test_what_is_over_the_ordered_quantity_costs_its_price() -> None:
    line = source(Decimal(10), Amounts(Decimal(100), Decimal(113)), ready=Decimal(12))

    assert line.part(Decimal(12)) == Amounts(Decimal(120), Decimal("135.60"))


@pytest.mark.parametrize(
    ("percent", "amount", "code"),
    [
        (None, None, "required"), ("30", "10.00", "required"), (None, "0.00", "out_of_range"), (None, "-1.00", "out_of_range"),
        (None, "800.01", "over_invoiced"), ("80.01", None, "over_invoiced"),
    ],
)  # fmt: skip
def test_a_down_payment_is_more_than_nothing_and_at_most_what_is_left(percent: str | None, amount: str | None, code: str) -> None:
    total, invoiced = Money(Decimal(1000), "CNY"), Decimal(200)

    with pytest.raises((Invalid, Conflict)) as refusal:
        asked_down_payment(
            Decimal(percent) if percent else None, Money(Decimal(amount), "CNY") if amount else None, total, invoiced
        )

    assert refusal.value.code == code


def test_a_down_payment_in_another_currency_is_refused() -> None:
    with pytest.raises(Invalid) as refusal:
        asked_down_payment(None, Money(Decimal(5), "USD"), Money(Decimal(1000), "CNY"), Decimal(0))

    assert refusal.value.code == "other_currency"
    assert asked_down_payment(Decimal(30), None, Money(Decimal("99.99"), "CNY"), Decimal(0)) == Decimal("30.00")
