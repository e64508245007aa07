"""Working time against a count of minutes, one by one."""

import datetime as dt
from time import perf_counter
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as some

from service_desk.domain.working_time import ALWAYS, PublicDays, Ranges, WorkingTime

MINUTE = dt.timedelta(minutes=1)
# Half hours and quarters as offsets, clocks changed at midnight and by half an hour, a day that never was, and nothing of the kind.
ZONES = (
    "Europe/Berlin", "America/New_York", "America/Sao_Paulo", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia",
    "Asia/Shanghai", "America/St_Johns", "Africa/Cairo", "UTC",
)  # fmt: skip
# Around these days clocks are changed in one or another of the zones, or holidays and the days that make up for them come.
DAYS = (
    dt.date(2026, 3, 29), dt.date(2026, 10, 25), dt.date(2026, 3, 8), dt.date(2026, 11, 1), dt.date(2018, 11, 4),
    dt.date(2018, 2, 18), dt.date(2026, 4, 5), dt.date(2026, 10, 4), dt.date(2011, 12, 30), dt.date(2026, 2, 14),
    dt.date(2026, 5, 1), dt.date(2026, 4, 24), dt.date(2026, 10, 30), dt.date(2026, 12, 25),
)  # fmt: skip
MARKS = (0, 45, 60, 90, 120, 150, 175, 180, 240, 540, 720, 1020, 1439, 1440)
OFFICE: Ranges = ((9 * 60, 12 * 60), (13 * 60, 17 * 60))
BERLIN = WorkingTime(ZoneInfo("Europe/Berlin"), (OFFICE,) * 5 + ((), ()), PublicDays("DE"))


@some.composite
def hours(draw: some.DrawFn) -> Ranges:
    """Up to three ranges of a day that do not overlap; often around the time when clocks are changed."""
    marks = sorted(
        draw(some.sets(some.sampled_from((0, 45, 60, 90, 120, 150, 175, 180, 240, 540, 720, 1020, 1439, 1440)), max_size=6))
    )
    return tuple(zip(marks[::2], marks[1::2], strict=False))


@some.composite
def working_times(draw: some.DrawFn) -> WorkingTime:
    week = tuple(draw(hours()) for _ in range(7))
    own = {draw(some.sampled_from(DAYS)) + dt.timedelta(days=draw(some.integers(-1, 1))): draw(hours()) for _ in range(2)}
    public = PublicDays(*draw(some.sampled_from(((None, None), ("DE", "BY"), ("CN", None), ("US", None)))))
    return WorkingTime(ZoneInfo(draw(some.sampled_from(ZONES))), week, public, own)


moments = some.builds(
    lambda day, minutes: dt.datetime.combine(day, dt.time(), dt.UTC) + dt.timedelta(minutes=minutes),
    some.sampled_from(DAYS), some.integers(-2000, 2000),
)  # fmt: skip


def is_work(time: WorkingTime, moment: dt.datetime) -> bool:
    """What somebody sees who looks at the wall clock and then at the calendar."""
    local = moment.astimezone(time.zone)
    return any(start <= local.hour * 60 + local.minute < end for start, end in time.ranges(local.date()))


@settings(deadline=None)
@given(working_times(), moments, some.integers(0, 3 * 1440))
def test_the_working_time_between_two_moments_is_the_sum_of_its_minutes(
    time: WorkingTime, start: dt.datetime, minutes: int
) -> None:
    counted = sum(is_work(time, start + number * MINUTE) for number in range(minutes))

    assert time.between(start, start + minutes * MINUTE) == counted * MINUTE


@settings(deadline=None)
@given(working_times(), moments, some.integers(1, 600))
def test_so_much_working_time_has_passed_at_the_end_of_its_last_minute(time: WorkingTime, start: dt.datetime, minutes: int) -> None:
    left, moment = minutes, start
    while left and moment < start + dt.timedelta(days=3):
        left -= is_work(time, moment)
        moment += MINUTE

    found = time.after(start, minutes * MINUTE)

    assert found == moment if not left else found is None or found > moment


@settings(deadline=None)
@given(working_times(), moments, some.integers(1, 10**6))
def test_adding_and_measuring_agree_to_the_second(time: WorkingTime, start: dt.datetime, seconds: int) -> None:
    start, amount = start.replace(second=seconds % 60), dt.timedelta(seconds=seconds)

    found = time.after(start, amount)

    assert found is None or time.between(start, found) == amount


def test_it_is_exact_to_the_second() -> None:
    friday = dt.datetime(2026, 11, 27, 15, 59, 30, tzinfo=dt.UTC)

    assert BERLIN.after(friday, dt.timedelta(seconds=31)) == dt.datetime(2026, 11, 30, 8, 0, 1, tzinfo=dt.UTC)
    assert BERLIN.between(friday, friday + dt.timedelta(days=3)) == dt.timedelta(seconds=30) + dt.timedelta(
        hours=6, minutes=59, seconds=30
    )


def test_holidays_are_off_and_a_make_up_day_has_the_hours_of_a_working_day() -> None:
    china = WorkingTime(ZoneInfo("Asia/Shanghai"), BERLIN.week, PublicDays("CN"))

    assert BERLIN.ranges(dt.date(2026, 12, 25)) == ()
    assert china.ranges(dt.date(2026, 2, 16)) == ()
    assert china.ranges(dt.date(2026, 2, 14)) == OFFICE
    assert china.ranges(dt.date(2026, 2, 21)) == ()


def test_own_days_come_before_holidays_and_the_week() -> None:
    own = {dt.date(2026, 12, 25): OFFICE[:1], dt.date(2026, 12, 28): ()}
    busy = WorkingTime(BERLIN.zone, BERLIN.week, BERLIN.public, own)

    assert (busy.ranges(dt.date(2026, 12, 25)), busy.ranges(dt.date(2026, 12, 28))) == (OFFICE[:1], ())


def test_the_night_on_which_clocks_are_changed_has_fewer_or_more_hours() -> None:
    always = WorkingTime(BERLIN.zone, (ALWAYS,) * 7)
    spring, autumn = dt.datetime(2026, 3, 28, 23, tzinfo=dt.UTC), dt.datetime(2026, 10, 24, 22, tzinfo=dt.UTC)

    assert always.between(spring, spring + dt.timedelta(days=1)) == dt.timedelta(days=1)
    assert always.after(spring, dt.timedelta(hours=23)) == dt.datetime(2026, 3, 29, 22, tzinfo=dt.UTC)
    assert always.after(autumn, dt.timedelta(hours=25)) == dt.datetime(2026, 10, 25, 23, tzinfo=dt.UTC)


def test_without_any_working_time_nothing_is_ever_due() -> None:
    never = WorkingTime(BERLIN.zone, ((),) * 7)

    assert never.after(dt.datetime(2026, 1, 1, tzinfo=dt.UTC), MINUTE) is None


def test_a_year_is_measured_in_milliseconds() -> None:
    start = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    BERLIN.between(start, start + dt.timedelta(days=366))

    begun = perf_counter()
    BERLIN.between(start, start + dt.timedelta(days=365))

    assert perf_counter() - begun < 0.1
