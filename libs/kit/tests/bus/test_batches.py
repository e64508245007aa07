"""How the events of one reaction are gathered while it works and rests."""

import time
from types import SimpleNamespace

import pytest

from crm_kit import batches
from crm_kit.batches import Batches, Waiting
from crm_kit.deliveries import Delivery


class Line:
    """The broker's thread and a worker in one, which go on only when the test says so."""

    def __init__(self):
        self.jobs, self.said, self.alarms = [], [], []

    def add_event(self, job):
        self.jobs.append(job)

    def soon(self, act):
        self.said.append(act)

    def later(self, seconds, act):
        self.alarms.append((seconds, act))

    def work(self):
        """Run what was begun, and let the broker's thread know."""
        for steps in (self.jobs, self.said):
            while steps:
                steps.pop(0)()

    def pass_time(self):
        (seconds, act), *_ = self.alarms
        self.alarms.clear()
        time.sleep(seconds)
        act()


@pytest.fixture
def line():
    return Line()


@pytest.fixture
def taken():
    return []


@pytest.fixture
def gathered(line, taken):
    def run(_, events):
        time.sleep(0.02)
        taken.append([each.tag for each in events])

    return Batches(SimpleNamespace(is_open=True), 5, line, line, run)


def arrive(gathered, *tags, is_suspect=False):
    for tag in tags:
        gathered.add(Waiting(tag, Delivery(b"", "", "", ""), is_suspect))


def test_what_comes_alone_is_applied_at_once(gathered, line, taken):
    arrive(gathered, 1)
    line.work()

    assert taken == [[1]]
    assert line.alarms == []


def test_what_comes_while_a_batch_is_applied_waits_a_little_for_more(gathered, line, taken):
    arrive(gathered, 1)
    line.work()

    arrive(gathered, 2)
    line.work()
    assert taken == [[1]]

    arrive(gathered, 3)
    line.pass_time()
    line.work()
    assert taken == [[1], [2, 3]]


def test_the_rest_is_some_times_as_long_as_the_batch_took_and_never_long(gathered, line, monkeypatch):
    arrive(gathered, 1)
    line.work()
    arrive(gathered, 2)

    ((seconds, _),) = line.alarms
    assert 0.03 < seconds < 0.2

    monkeypatch.setattr(batches, "LONGEST_REST_SECONDS", 0.01)
    line.pass_time()
    line.work()
    arrive(gathered, 3)
    ((seconds, _),) = line.alarms
    assert seconds <= 0.01


def test_a_full_batch_ends_the_rest(gathered, line, taken):
    arrive(gathered, 1)
    line.work()

    arrive(gathered, 2, 3, 4, 5, 6)
    line.work()

    assert taken == [[1], [2, 3, 4, 5, 6]]


def test_after_the_rest_what_comes_is_applied_at_once_again(gathered, line, taken):
    arrive(gathered, 1)
    line.work()
    time.sleep(0.1)

    arrive(gathered, 2)
    line.work()

    assert taken == [[1], [2]]


def test_a_batch_that_fails_is_followed_by_the_next(line, taken):
    def run(_, events):
        taken.append([each.tag for each in events])
        raise RuntimeError

    gathered = Batches(SimpleNamespace(is_open=True), 5, line, line, run)
    arrive(gathered, 1)
    with pytest.raises(RuntimeError):
        line.work()
    line.work()
    time.sleep(0.01)

    arrive(gathered, 2)
    with pytest.raises(RuntimeError):
        line.work()

    assert taken == [[1], [2]]


def test_what_may_have_killed_a_process_is_applied_alone(gathered, line, taken):
    arrive(gathered, 1, 2)
    arrive(gathered, 3, is_suspect=True)

    line.work()

    assert taken == [[3]]
