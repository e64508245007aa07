"""crm-schedule: does what services have scheduled, when it is due. Any number of them may run; each timer is done by one."""

import datetime as dt
import random
import threading
import time
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Any, LiteralString
from uuid import UUID

import psycopg
from psycopg import sql
from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm.exc import StaleDataError

from crm_kit import schedules, telemetry
from crm_kit.app import CONFLICTS, TRIES, App, load_app
from crm_kit.broker import back_off, describe
from crm_kit.schedules import Due
from crm_kit.settings import Settings
from crm_kit.telemetry import log
from crm_kit.tireless import run_until_told, settings_of

Connection = psycopg.Connection[tuple[Any, ...]]

_WORKERS = 4
_PAGE = 100
_POLL_SECONDS = 1.0
_LOOK_SECONDS = 5.0
_TEND_SECONDS = 60.0

_SESSION: LiteralString = """
SET statement_timeout = '30s'; SET idle_session_timeout = '60s'; SELECT set_config('crm.tenant', '*schedule*', false); LISTEN timers
"""
_FIND: LiteralString = """
SELECT id, tenant_id, name, at, attempts, extract(epoch FROM at - clock_timestamp())::float FROM timers
WHERE at <= clock_timestamp() + interval '1 second' AND name = ANY(%s) AND NOT id = ANY(%s) ORDER BY at LIMIT %s
"""
# A job is a row for each tenant; a tenant that is new gets its rows here.
_TEND: LiteralString = """
INSERT INTO timers (id, tenant_id, name, key, at)
SELECT gen_random_uuid(), tenant_id, job, '', clock_timestamp()
FROM (SELECT DISTINCT tenant_id FROM {tenants}) AS tenants CROSS JOIN unnest(%s::text[]) AS job
ON CONFLICT (tenant_id, name, key) DO NOTHING
"""
_STATE: LiteralString = """
SELECT (SELECT count(*) FROM (SELECT 1 FROM timers WHERE at < clock_timestamp() - interval '1 minute' LIMIT 10000) AS overdue),
  (SELECT count(*) FROM timers WHERE attempts > 0)
"""


class Scheduler:
    """Does what is due in one service, until told to stop."""

    def __init__(self, app: App, settings: Settings, stop: threading.Event) -> None:
        self.service = app.name
        self.is_ready = False
        self._app, self._dsn, self._stop = app, settings.database_dsn, stop
        self._jobs = [name for name, schedule in app.schedules.items() if schedule.every is not None]
        self._pool = ThreadPoolExecutor(_WORKERS, thread_name_prefix=app.name)
        self._running: dict[UUID, Future[None]] = {}
        self._looked = self._tended = -_TEND_SECONDS

    def run(self) -> None:
        """Do it; survives the loss of the database."""
        attempt = 0
        while not self._stop.is_set():
            try:
                self._session()
            except psycopg.Error as error:
                attempt = 0 if self.is_ready else attempt + 1
                self.is_ready = False
                log.warning("scheduler interrupted", service=self.service, reason=describe(error))
                self._stop.wait(back_off(attempt, longest=2.0))
        self._pool.shutdown(cancel_futures=True)

    def _session(self) -> None:
        with psycopg.connect(
            self._dsn, autocommit=True, connect_timeout=3, application_name=f"{self.service} scheduler"
        ) as connection:
            connection.execute(_SESSION)
            while not self._stop.is_set():
                self._tend(connection)
                self._wait(connection, self.do_some(connection))
                self.is_ready = True

    def do_some(self, connection: Connection) -> float:
        """Have what is due done by the workers. Gives the seconds until there may be more."""
        self._running = {timer_id: each for timer_id, each in self._running.items() if not each.done()}
        rows = connection.execute(_FIND, [list(self._app.schedules), list(self._running), _PAGE]).fetchall()
        due = [Due(*row[:-1]) for row in rows if row[-1] <= 0]
        # One that kills the process must not be the first that every process tries.
        random.shuffle(due)
        for each in due:
            self._running[each.id] = self._pool.submit(self._do, each)
        if len(due) == _PAGE:
            wait(self._running.values(), timeout=_POLL_SECONDS)
            return 0.0
        return min((row[-1] for row in rows if row[-1] > 0), default=_POLL_SECONDS)

    def _wait(self, connection: Connection, seconds: float) -> None:
        """Until a commit notifies, or so long."""
        for _ in connection.notifies(timeout=seconds, stop_after=1):
            pass

    def _do(self, due: Due) -> None:
        labels = {"service": self.service, "timer": due.name}
        with telemetry.step(None, timer=due.name, timer_id=str(due.id)):
            with telemetry.timed(telemetry.timer_seconds, **labels, outcome="done") as seen:
                seen["outcome"] = self._outcome(due)
            if seen["outcome"] == "done":
                late = dt.datetime.now(dt.UTC) - due.at
                telemetry.timer_late_seconds.labels(**labels).observe(max(0.0, late.total_seconds()))

    def _outcome(self, due: Due) -> str:
        try:
            return "done" if self._tried(due) else "elsewhere"
        except Exception as error:
            if _is_away(error):
                log.warning("database away", service=self.service, reason=describe(error))
                return "away"
            log.exception("timer failed and will be tried again", service=self.service, attempts=due.attempts + 1)
            return self._put_off(due, error)

    def _put_off(self, due: Due, error: Exception) -> str:
        try:
            schedules.put_off(self._app, due, error)
        except SQLAlchemyError as away:
            log.warning("failure could not be noted", service=self.service, reason=describe(away))
        return "failed"

    def _tried(self, due: Due) -> bool:
        for left in reversed(range(TRIES)):
            try:
                return schedules.run(self._app, due)
            except (OperationalError, StaleDataError) as error:
                if not left or not _is_conflict(error):
                    raise
        return False

    def _tend(self, connection: Connection) -> None:
        now = time.monotonic()
        if self._jobs and now - self._tended > _TEND_SECONDS:
            connection.execute(sql.SQL(_TEND).format(tenants=sql.Identifier(self._app.tenants)), [self._jobs])
            self._tended = now
        if now - self._looked > _LOOK_SECONDS:
            overdue, failing = connection.execute(_STATE).fetchone() or (0, 0)
            telemetry.timers_overdue.labels(self.service).set(overdue)
            telemetry.timers_failing.labels(self.service).set(failing)
            self._looked = now


def _is_away(error: Exception) -> bool:
    """Whether the database is to blame, so that the timer stays as it is and is found again."""
    return isinstance(error, PoolTimeout) or (isinstance(error, DBAPIError) and error.connection_invalidated)


def _is_conflict(error: Exception) -> bool:
    return isinstance(error, StaleDataError) or getattr(getattr(error, "orig", None), "sqlstate", None) in CONFLICTS


def main(arguments: Sequence[str] | None = None) -> int:
    """crm-schedule SERVICE…"""
    description = "Do what services have scheduled, when it is due."
    settings = settings_of("crm-schedule", description, arguments, "database_url", "signing_key")
    run_until_told("scheduler", settings[0], lambda stop: [_scheduler(each, stop) for each in settings])
    return 0


def _scheduler(settings: Settings, stop: threading.Event) -> Scheduler:
    app = load_app(settings.service)
    app.open(settings)
    return Scheduler(app, settings, stop)


if __name__ == "__main__":
    raise SystemExit(main())
