"""The last day of a warranty."""

import datetime as dt

import pytest

from service_desk.domain.asset import warranty_end


@pytest.mark.parametrize(
    ("sold_on", "months", "last"),
    [
        (dt.date(2026, 11, 26), 12, dt.date(2027, 11, 25)),
        (dt.date(2026, 1, 31), 1, dt.date(2026, 2, 27)),
        (dt.date(2024, 2, 29), 12, dt.date(2025, 2, 27)),
        (dt.date(2026, 12, 1), 1, dt.date(2026, 12, 31)),
        (dt.date(2026, 11, 26), 0, None),
    ],
)
def test_it_is_the_day_before_the_day_of_the_sale_so_many_months_later(sold_on: dt.date, months: int, last: dt.date | None) -> None:
    assert warranty_end(sold_on, months) == last
