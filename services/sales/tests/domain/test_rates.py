"""What amounts are worth."""

import datetime as dt
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from crm_kit.money import Money
from sales.domain.rates import Quote

amounts = st.decimals(min_value=0, max_value=10**9, places=2)
rates = st.decimals(min_value=Decimal("0.0001"), max_value=1000, places=4)


@given(amount=amounts, rate=rates)
def test_an_amount_is_worth_its_rate_to_the_cent(amount: Decimal, rate: Decimal) -> None:
    worth = Quote("CNY", rate, dt.date(2026, 11, 21)).worth(Money(amount, "USD"))

    assert worth.currency == "CNY"
    assert abs(worth.amount - amount * rate) <= Decimal("0.005")
    assert worth.amount == round(worth.amount, 2)
