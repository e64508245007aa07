"""Business hours, held against a count minute by minute."""

import datetime as dt
from zoneinfo import ZoneInfo

import holidays
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_kit.errors import Invalid
from sales.domain.business_hours import Hours, check_hours, hours_of

MINUTE = dt.timedelta(minutes=1)
MOMENTS = st.integers(0, 365 * 24 * 60 - 1).map(lambda minutes: dt.datetime(2026, 1, 1, tzinfo=dt.UTC) + minutes * MINUTE)
WEEKS = st.frozensets(st.integers(0, 6), min_size=3)
ZONES = st.sampled_from(["Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"])


def count(zone: str, days: frozenset[int], opens: int, closes: int, start: dt.datetime, minutes: int) -> dt.datetime:
    """The slow way: look at every minute whether somebody works in it."""
    off, at = holidays.country_holidays("DE", years=(2026, 2027)), start
    while minutes:
        here = at.astimezone(ZoneInfo(zone))
        works = here.weekday() in days and here.date() not in off and opens <= here.hour < closes
        minutes -= works
        at += MINUTE
    return at


@settings(deadline=None, max_examples=60)
@given(ZONES, WEEKS, st.integers(5, 11), st.integers(12, 23), MOMENTS, st.integers(1, 900))
def test_so_much_working_time_later(
    zone: str, days: frozenset[int], opens: int, closes: int, start: dt.datetime, minutes: int
) -> None:
    hours = Hours(ZoneInfo(zone), dt.time(opens), dt.time(closes), days, "DE")

    found = hours.after(start, minutes * MINUTE)

    assert found == count(zone, days, opens, closes, start, minutes)


def test_without_hours_it_is_round_the_clock() -> None:
    start = dt.datetime(2026, 11, 28, 3, tzinfo=dt.UTC)

    assert hours_of(None).after(start, dt.timedelta(hours=24)) == start + dt.timedelta(hours=24)


@pytest.mark.parametrize(
    ("changed", "pointer"),
    [({"zone": "Mars/Base"}, "zone"), ({"closes": "08:00"}, "closes"), ({"country": "XX"}, "country")],
)
def test_hours_that_cannot_be_are_refused(changed: dict[str, str], pointer: str) -> None:
    kept = {"zone": "Asia/Shanghai", "opens": "09:00", "closes": "18:00", "days": [0], "country": "CN"}

    with pytest.raises(Invalid) as refusal:
        check_hours(kept | changed)

    assert refusal.value.errors[0]["pointer"] == f"/business_hours/{pointer}"
