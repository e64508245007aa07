"""What the kit promises about timers in the transaction that sets them, and in the one that does what they are for."""

import datetime as dt
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from shelf.domain import Book
from shelf.words import BookPlaced
from sqlalchemy import select

from crm_kit import schedules
from crm_kit.app import App
from crm_kit.caller import Caller
from crm_kit.schedules import Due, Schedule, Timer
from crm_kit.tables import timers
from crm_kit.testing.service import ServiceUnderTest
from crm_kit.work import Work

PAST = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


def within(crm: ServiceUnderTest, do: Callable[[Work], Any]) -> None:
    with Work(crm.app.sessions, Caller.for_system(crm.tenant_id, "shelf"), "*", "test", {}) as work:
        work.begin()
        do(work)
        work.finish(dict)


def waiting(crm: ServiceUnderTest) -> list[Due]:
    columns = (timers.c.id, timers.c.tenant_id, timers.c.name, timers.c.at, timers.c.attempts)
    return [Due(*row) for row in crm.rows(select(*columns).order_by(timers.c.at))]


@pytest.fixture
def rung(crm: ServiceUnderTest, monkeypatch: pytest.MonkeyPatch) -> list[Timer]:
    """What the handler of "bell" was given."""
    given: list[Timer] = []
    monkeypatch.setitem(crm.app.schedules, "bell", Schedule("bell", lambda timer, _: given.append(timer)))
    return given


def test_a_handler_gets_what_was_scheduled_and_the_timer_is_gone(crm: ServiceUnderTest, rung: list[Timer]) -> None:
    book_id, by = uuid4(), dt.date(2026, 5, 1)
    within(crm, lambda work: work.schedule("bell", book_id, at=PAST, key="late", by=by, days=3))

    (due,) = waiting(crm)
    assert schedules.run(crm.app, due)

    assert [(timer.record_id, timer.at, timer.payload) for timer in rung] == [(book_id, PAST, {"by": "2026-05-01", "days": 3})]
    assert waiting(crm) == []
    assert not schedules.run(crm.app, due), "it is done"


def test_a_later_schedule_of_the_same_key_replaces_the_earlier(crm: ServiceUnderTest, rung: list[Timer]) -> None:
    book_id, later = uuid4(), PAST + dt.timedelta(days=1)
    within(crm, lambda work: work.schedule("bell", book_id, at=PAST))
    (replaced,) = waiting(crm)

    within(crm, lambda work: work.schedule("bell", book_id, at=later))
    within(crm, lambda work: work.schedule("bell", book_id, at=PAST, key="another"))
    within(crm, lambda work: work.schedule("bell", uuid4(), at=PAST))

    assert not schedules.run(crm.app, replaced)
    assert [schedules.run(crm.app, due) for due in waiting(crm)] == [True, True, True]
    assert sorted(timer.at for timer in rung) == [PAST, PAST, later]


def test_a_timer_is_taken_back_alone(crm: ServiceUnderTest) -> None:
    book_id = uuid4()
    within(crm, lambda work: [work.schedule("bell", book_id, at=PAST, key=key) for key in ("", "another")])

    within(crm, lambda work: work.unschedule("bell", book_id))
    within(crm, lambda work: work.unschedule("bell", uuid4()))

    assert [key for (key,) in crm.rows(select(timers.c.key))] == [f"{book_id} another"]


def test_a_transaction_that_fails_schedules_nothing(crm: ServiceUnderTest) -> None:
    def fail(work: Work) -> None:
        work.schedule("bell", uuid4(), at=PAST)
        raise RuntimeError("in the middle of it")

    with pytest.raises(RuntimeError):
        within(crm, fail)

    assert waiting(crm) == []


def test_what_is_not_due_is_not_done(crm: ServiceUnderTest, rung: list[Timer]) -> None:
    within(crm, lambda work: work.schedule("bell", uuid4(), at=work.now + dt.timedelta(hours=1)))

    assert not schedules.run(crm.app, waiting(crm)[0])

    assert rung == []
    assert len(waiting(crm)) == 1


def test_a_handler_that_fails_leaves_nothing_but_its_timer(crm: ServiceUnderTest, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(timer: Timer, work: Work) -> None:
        work.schedule("bell", timer.record_id or uuid4(), at=PAST, key="another")
        work.flush()
        raise RuntimeError("no bell")

    monkeypatch.setitem(crm.app.schedules, "bell", Schedule("bell", fail))
    within(crm, lambda work: work.schedule("bell", uuid4(), at=PAST))
    (due,) = waiting(crm)

    with pytest.raises(RuntimeError):
        schedules.run(crm.app, due)
    schedules.put_off(crm.app, due, RuntimeError("no bell"))
    schedules.put_off(crm.app, due, RuntimeError("told late, by another process"))

    ((attempts, error, at),) = crm.rows(select(timers.c.attempts, timers.c.last_error, timers.c.at))
    assert (attempts, error) == (1, "RuntimeError: no bell")
    assert 50 < (at - dt.datetime.now(dt.UTC)).total_seconds() <= 60


def test_a_changed_record_of_a_handler_tells_its_news(crm: ServiceUnderTest, monkeypatch: pytest.MonkeyPatch) -> None:
    def place(timer: Timer, work: Work) -> None:
        book = Book(title=timer.payload["title"], number="B", status="shelved", tags=[], pages=1, note="", lock_code="")
        work.add(book).record(BookPlaced)

    monkeypatch.setitem(crm.app.schedules, "bell", Schedule("bell", place))
    within(crm, lambda work: work.schedule("bell", uuid4(), at=PAST, title="Dune"))
    (due,) = waiting(crm)

    schedules.run(crm.app, due)

    (event,) = crm.events("shelf.book.placed.v1")
    assert (event["data"]["title"], event["causationid"], event["actorid"]) == ("Dune", str(due.id), str(UUID(int=0)))


def test_another_tenant_s_timer_is_out_of_reach(crm: ServiceUnderTest, rung: list[Timer]) -> None:
    other = crm.fresh()
    within(other, lambda work: work.schedule("bell", uuid4(), at=PAST))
    (due,) = waiting(other)

    assert waiting(crm) == []
    assert not schedules.run(crm.app, Due(due.id, crm.tenant_id, due.name, due.at, 0))

    assert rung == []
    assert len(waiting(other)) == 1


def test_a_name_has_one_handler() -> None:
    app = App("shelf")
    app.on_time("bell")(lambda timer, work: None)

    with pytest.raises(TypeError, match="two schedules bell"):
        app.on_time("bell")(lambda timer, work: None)


def test_a_job_that_fails_waits_no_longer_than_its_period() -> None:
    often = Schedule("often", lambda work: None, dt.timedelta(minutes=5))

    assert [often.delay(attempts).total_seconds() for attempts in (1, 2, 3)] == [60, 300, 300]


def test_the_tests_let_time_pass(crm: ServiceUnderTest, rung: list[Timer], monkeypatch: pytest.MonkeyPatch) -> None:
    within(crm, lambda work: [work.schedule("bell", uuid4(), at=work.now + dt.timedelta(days=n)) for n in (1, 2)])
    swept: list[UUID] = []
    sweep = Schedule("sweep", lambda work: swept.append(work.caller.tenant_id), dt.timedelta(hours=1))
    monkeypatch.setitem(crm.app.schedules, "sweep", sweep)

    assert (crm.ring("bell"), crm.ring("sweep"), crm.ring("sweep")) == (2, 1, 1)

    assert len(rung) == 2
    assert swept == [crm.tenant_id] * 2
