"""crm-import: works on the imports of services, at a low priority, so that people who use the system do not feel it.

A job belongs to the worker that holds its lock in the database, so that two never work on one; a worker that dies lets go of it.
Several jobs take turns: a small one need not wait for a large one.
"""

import os
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, LiteralString
from uuid import UUID

import psycopg
from sqlalchemy import event
from sqlalchemy.exc import SQLAlchemyError

from crm_kit.app import App, load_app
from crm_kit.broker import back_off, describe
from crm_kit.imports.registry import is_importing
from crm_kit.imports.running import Running
from crm_kit.settings import Settings
from crm_kit.telemetry import log
from crm_kit.tireless import run_until_told, settings_of

Connection = psycopg.Connection[tuple[Any, ...]]
TURN_SECONDS = 1.0
_POLL_SECONDS = 1.0
_TIDY_SECONDS = 600.0
_NICE = 10
_SESSION_NICENESS = Path("/proc/self/autogroup")

_SESSION: LiteralString = "SELECT set_config('crm.tenant', '*importing*', false); LISTEN imports"
# Files that are to be read come first: somebody waits for that.
_WAITING: LiteralString = """
SELECT id, tenant_id FROM import_jobs WHERE status IN ('reading', 'validating', 'running', 'undoing') AND deleted_at IS NULL
ORDER BY status <> 'reading', updated_at LIMIT 100
"""
_LOCK: LiteralString = "SELECT pg_try_advisory_lock(hashtextextended('import ' || %s::text, 0))"
_UNLOCK: LiteralString = "SELECT pg_advisory_unlock(hashtextextended('import ' || %s::text, 0))"
# What can be undone no more needs its pages no more; what was never finished is given up after a day.
_TIDY: tuple[LiteralString, ...] = (
    """UPDATE import_jobs SET status = 'failed', finished_at = now(), version = version + 1,
       error = '{"status": 422, "code": "abandoned", "detail": "The upload was not finished"}'
       WHERE status = 'uploading' AND updated_at < now() - interval '1 day'""",
    """DELETE FROM import_chunks WHERE job_id IN (SELECT id FROM import_jobs WHERE finished_at < now() - interval '1 day')""",
    """DELETE FROM import_pages WHERE job_id IN (SELECT id FROM import_jobs WHERE finished_at < now() - interval '8 days')""",
)


class Worker:
    """Works on the jobs of one service, in one thread, until told to stop."""

    def __init__(self, app: App, dsn: str, stop: threading.Event) -> None:
        self._app, self._dsn, self._stop = app, dsn, stop
        self._mine: dict[UUID, Running] = {}
        self._tidied = 0.0
        self.is_ready = False

    def run(self) -> None:
        """Work; survives the loss of the database."""
        attempt = 0
        while not self._stop.is_set():
            try:
                self._session()
            except (psycopg.Error, SQLAlchemyError) as error:
                attempt = 0 if self.is_ready else attempt + 1
                self.is_ready = False
                log.warning("imports interrupted", service=self._app.name, reason=describe(error))
                self._stop.wait(back_off(attempt, longest=2.0))

    def _session(self) -> None:
        self._mine.clear()
        with psycopg.connect(
            self._dsn, autocommit=True, connect_timeout=3, application_name=f"{self._app.name} imports"
        ) as connection:
            connection.execute(_SESSION)
            while not self._stop.is_set():
                self.is_ready = True
                if not self.work_some(connection):
                    self._wait(connection)

    def work_some(self, connection: Connection) -> int:
        """Give each job that waits a turn. Gives how many had one."""
        turns = 0
        for job_id, tenant_id in connection.execute(_WAITING).fetchall():
            if self._stop.is_set() or not self._hold(connection, job_id, tenant_id):
                continue
            turns += 1
            if not self._turn(self._mine[job_id]):
                self._let_go(connection, job_id)
        return turns

    def _hold(self, connection: Connection, job_id: UUID, tenant_id: UUID) -> bool:
        if job_id not in self._mine:
            (is_ours,) = connection.execute(_LOCK, [job_id]).fetchone() or (False,)
            if not is_ours:
                return False
            self._mine[job_id] = Running(self._app, job_id, tenant_id)
        return True

    def _let_go(self, connection: Connection, job_id: UUID) -> None:
        del self._mine[job_id]
        connection.execute(_UNLOCK, [job_id])

    def _turn(self, job: Running) -> bool:
        """Work on a job for a while. Gives whether there is more to do."""
        end = time.monotonic() + TURN_SECONDS
        while job.step():
            if self._stop.is_set() or time.monotonic() > end:
                return True
        return False

    def _wait(self, connection: Connection) -> None:
        if time.monotonic() - self._tidied > _TIDY_SECONDS:
            self._tidied = time.monotonic()
            self.tidy(connection)
        for _ in connection.notifies(timeout=_POLL_SECONDS, stop_after=1):
            pass

    @staticmethod
    def tidy(connection: Connection) -> None:
        """Give up uploads that were never finished, and throw away what is of use no more."""
        for statement in _TIDY:
            connection.execute(statement)


def main(arguments: Sequence[str] | None = None) -> int:
    """crm-import SERVICE…"""
    description = "Work on imports that were handed to services."
    settings = settings_of("crm-import", description, arguments, "database_url", "signing_key")
    _step_back()
    run_until_told("imports", settings[0], lambda stop: [_worker(each, stop) for each in settings])
    return 0


def _step_back() -> None:
    """Leave the processors to others; also where the kernel shares them out among sessions first, and this is one of its own."""
    os.nice(_NICE)
    if os.getsid(0) == os.getpid():
        with suppress(OSError):
            _SESSION_NICENESS.write_text(str(_NICE), encoding="ascii")


def _worker(settings: Settings, stop: threading.Event) -> Worker:
    app = load_app(settings.service)
    if not is_importing(app.name):
        raise SystemExit(f"{app.name} imports nothing")
    app.open(settings)
    event.listen(app.engine, "connect", _go_by_indexes)
    return Worker(app, settings.database_dsn, stop)


def _go_by_indexes(connection: Connection, _: object) -> None:
    """A plan that was made while a table was small is kept while the import fills it."""
    connection.execute("SET enable_seqscan = off")


if __name__ == "__main__":
    raise SystemExit(main())
