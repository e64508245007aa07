"""How many events of a lane may go at once, by a clock of the test's own."""

from types import SimpleNamespace

import pytest

from crm_kit.lanes import Lane


@pytest.fixture
def clock() -> SimpleNamespace:
    return SimpleNamespace(now=100.0)


@pytest.fixture
def lane(clock: SimpleNamespace) -> Lane:
    return Lane("ordinary", is_bulk=False, most=500, rate=200, patience=5, clock=lambda: clock.now)


def test_with_processors_enough_a_lane_is_wide_open(lane: Lane) -> None:
    for _ in range(10):
        assert lane.room(is_short=False) == 500
        lane.note(500)


def test_while_they_are_short_a_hundred_may_go_at_once_after_a_rest(lane: Lane) -> None:
    assert lane.room(is_short=True) == 100


def test_then_more_goes_when_there_is_room_for_fifty(lane: Lane, clock: SimpleNamespace) -> None:
    lane.note(100)

    clock.now += 0.2
    assert lane.room(is_short=True) == 0
    clock.now += 0.05
    assert lane.room(is_short=True) == 50


def test_what_goes_is_the_rate_in_the_long_run(lane: Lane, clock: SimpleNamespace) -> None:
    published = 0

    for _ in range(200):
        clock.now += 0.05
        published += (room := lane.room(is_short=True))
        lane.note(room)

    assert published == pytest.approx(10 * 200 + 100, abs=50)


def test_what_had_to_go_without_room_is_not_made_up_for(lane: Lane, clock: SimpleNamespace) -> None:
    lane.note(5000)

    clock.now += 0.5

    assert lane.room(is_short=True) == 100


def test_what_is_taken_at_once_at_most_is_no_more_after_a_rest(clock: SimpleNamespace) -> None:
    lane = Lane("bulk", is_bulk=True, most=20, rate=200, patience=600, clock=lambda: clock.now)

    clock.now += 10

    assert lane.room(is_short=True) == 20
