"""What a service does when time has come, rather than when somebody asks.

A timer is stored beside a record, in the transaction that wants it, and is handled in the record's tenant:

    work.schedule("breach_clock", ticket.id, at=ticket.due_at)      # replaces the one that is there
    work.unschedule("breach_clock", ticket.id)

    @app.on_time("breach_clock")
    def breach_clock(timer: Timer, work: Work) -> None: …

A periodic job runs once per period for each tenant, whichever process gets it:

    @app.due(every=dt.timedelta(minutes=5))
    def expire_quotations(work: Work) -> None: …

Both are rows of one table, and one mechanism runs them (`crm-schedule`). The effect and the removal of the row commit together,
so nothing happens twice. What fell due while no scheduler ran is done once, late. What fails is tried again after DELAYS.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from crm_kit import timers
from crm_kit.broker import describe
from crm_kit.caller import Caller
from crm_kit.work import Work

if TYPE_CHECKING:
    from crm_kit.app import App

Timer = timers.Timer

DELAYS = tuple(dt.timedelta(minutes=minutes) for minutes in (1, 10, 60, 360, 1440))
_LONGEST_ERROR = 1000


@dataclass(frozen=True)
class Schedule:
    """What is run under a name: a job that has a period, or the handler of timers of that name."""

    name: str
    run: Callable[..., None]
    every: dt.timedelta | None = None

    def delay(self, attempts: int) -> dt.timedelta:
        """How long to wait after so many failures; a job never longer than its period."""
        delay = DELAYS[min(attempts, len(DELAYS)) - 1]
        return delay if self.every is None else min(delay, self.every)


@dataclass(frozen=True, slots=True)
class Due:
    """A row that a scheduler found."""

    id: UUID
    tenant_id: UUID
    name: str
    at: dt.datetime
    attempts: int


def run(app: App, due: Due) -> bool:
    """Do what is due, once; effect and removal are one transaction. False where another process has done it."""
    schedule = app.schedules[due.name]
    with _work(app, due) as work:
        work.witness = app.witness
        work.begin()
        timer = timers.take(work.session, due.id, schedule.every)
        if timer is None:
            return False
        schedule.run(timer, work) if schedule.every is None else schedule.run(work)
        work.finish(dict)
    return True


def put_off(app: App, due: Due, error: Exception) -> None:
    """Keep the error with the row, and wait longer each time."""
    delay = app.schedules[due.name].delay(due.attempts + 1)
    with _work(app, due) as work:
        work.begin()
        timers.put_off(work.session, due.id, due.at, delay, describe(error)[:_LONGEST_ERROR])
        work.finish(dict)


def _work(app: App, due: Due) -> Work:
    context: dict[str, Any] = {"cause": str(due.id), "request_id": str(due.id)}
    return Work(app.sessions, Caller.for_system(due.tenant_id, app.name), "*", due.name, context)
