"""When it is news how late somebody is."""

from decimal import Decimal
from uuid import uuid4

import pytest

from crm_kit.money import Money
from sales.domain.overdue import Overdue


@pytest.mark.parametrize(
    ("amount", "days", "news"), [("10", 2, False), ("10", 30, False), ("10", 31, True), ("11", 1, True), ("0", 0, True)]
)
def test_a_day_more_alone_is_no_news(amount: str, days: int, news: bool) -> None:
    known = Overdue(id=uuid4(), overdue_amount=Money(Decimal(10), "CNY"), oldest_days=1)

    known.note(Money(Decimal(amount), "CNY"), days)

    assert ((known.overdue_amount.amount, known.oldest_days) == (Decimal(amount), days)) is news
