"""Who works next when calls and events both wait."""

import threading
import time
from contextlib import ExitStack

import pytest

from crm_kit.jobs import Jobs, Turns, prefetch_of_events, share_of_events


class Blocked:
    """Jobs that note that they began and wait until they may end."""

    def __init__(self):
        self.began, self.may_end = [], threading.Event()

    def job(self, name):
        def run():
            self.began.append(name)
            self.may_end.wait(5)

        return run

    def when_began(self, count):
        end = time.monotonic() + 5
        while len(self.began) < count:
            assert time.monotonic() < end, self.began
            time.sleep(0.001)
        time.sleep(0.02)
        return sorted(self.began)


@pytest.fixture
def blocked():
    blocked = Blocked()
    yield blocked
    blocked.may_end.set()


def workers(jobs, count):
    threads = [threading.Thread(target=jobs.work) for _ in range(count)]
    for thread in threads:
        thread.start()
    return threads


@pytest.fixture
def closing():
    with ExitStack() as stack:
        yield stack


def test_events_go_first_and_never_take_more_than_their_share(blocked, closing):
    jobs = Jobs(for_events=2)
    for n in range(4):
        jobs.add_call(blocked.job(f"call {n}"))
        jobs.add_event(blocked.job(f"event {n}"))

    threads = workers(jobs, 4)
    closing.callback(lambda: [thread.join(5) for thread in threads])
    closing.callback(jobs.close)
    closing.callback(blocked.may_end.set)

    assert blocked.when_began(4) == ["call 0", "call 1", "event 0", "event 1"]


def test_calls_may_have_every_worker_while_there_is_no_event(blocked, closing):
    jobs = Jobs(for_events=2)
    for n in range(4):
        jobs.add_call(blocked.job(f"call {n}"))

    threads = workers(jobs, 4)
    closing.callback(lambda: [thread.join(5) for thread in threads])
    closing.callback(jobs.close)
    closing.callback(blocked.may_end.set)

    assert blocked.when_began(4) == [f"call {n}" for n in range(4)]


def test_closing_ends_the_workers_and_begins_nothing_more(blocked):
    jobs = Jobs(for_events=1)
    (thread,) = workers(jobs, 1)
    jobs.add_call(blocked.job("begun"))
    blocked.when_began(1)
    jobs.add_call(blocked.job("not begun"))

    jobs.close()
    blocked.may_end.set()
    thread.join(5)

    assert not thread.is_alive()
    assert blocked.began == ["begun"]


def test_a_job_that_fails_ends_no_worker(blocked):
    jobs = Jobs(for_events=1)
    (thread,) = workers(jobs, 1)
    blocked.may_end.set()

    jobs.add_event(lambda: 1 / 0)
    jobs.add_event(blocked.job("after"))

    assert blocked.when_began(1) == ["after"]
    jobs.close()
    thread.join(5)


def taking_turns(blocked, take, names):
    def run(name):
        with take():
            blocked.job(name)()

    threads = [threading.Thread(target=run, args=[name]) for name in names]
    for thread in threads:
        thread.start()
        time.sleep(0.005)
    return threads


def test_turns_keep_the_same_order(blocked, closing):
    turns = Turns(workers=4, for_events=2)

    events = taking_turns(blocked, turns.event, [f"event {n}" for n in range(3)])
    calls = taking_turns(blocked, turns.call, [f"call {n}" for n in range(3)])
    closing.callback(lambda: [thread.join(5) for thread in events + calls])

    assert blocked.when_began(4) == ["call 0", "call 1", "event 0", "event 1"]
    blocked.may_end.set()
    assert len(blocked.when_began(6)) == 6


def test_a_turn_is_passed_on_when_it_ends_by_an_error():
    turns = Turns(workers=1, for_events=1)

    for take in (turns.event, turns.call):
        with pytest.raises(ZeroDivisionError), take():
            raise ZeroDivisionError
    with turns.call():
        pass
    with turns.event():
        pass


def test_a_single_slow_reaction_leaves_workers_to_the_others():
    for number in (4, 8, 16):
        assert prefetch_of_events(number) < share_of_events(number, None) < number
    assert share_of_events(1, None) == prefetch_of_events(1) == 1
    assert share_of_events(8, "reactions") == 8
