"""The process that works on imports."""

from __future__ import annotations

import datetime as dt
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
import pytest
from sqlalchemy import update
from stall import imports

from crm_kit.caller import Caller
from crm_kit.imports.job import ImportJob, import_pages
from crm_kit.imports.worker import Worker
from crm_kit.testing.databases import database
from crm_kit.testing.imports import ImportsUnderTest
from crm_kit.testing.service import ServiceUnderTest

MANY = "code,name\n" + "".join(f"A{number},Lamp\n" for number in range(2500))


def start() -> subprocess.Popen[bytes]:
    """A worker for the stall, as an operator starts it."""
    path = os.pathsep.join(entry for entry in sys.path if entry)
    environment = {**database("stall").environment, "PATH": os.environ["PATH"], "PYTHONPATH": path, "CRM_LOG_LEVEL": "error"}
    return subprocess.Popen([sys.executable, "-m", "crm_kit.imports.worker", "stall"], env=environment, start_new_session=True)


def until(ready: Any, within: float = 60.0) -> Any:
    end = time.monotonic() + within
    while not (found := ready()):
        assert time.monotonic() < end, "nothing happened"
        time.sleep(0.02)
    return found


@pytest.mark.slow
@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGTERM])
def test_a_worker_that_ends_in_the_middle_is_followed_by_another(
    crm: ServiceUnderTest, files: ImportsUnderTest, rep: Caller, ending: signal.Signals
) -> None:  # fmt: skip
    job = files.act("Run", rep, files.upload(rep, "items", MANY))
    first = start()
    until(lambda: files.get(rep, job)["counts"]["done"] > 0)
    first.send_signal(ending)
    first.wait(30)
    half = files.get(rep, job)

    second = start()
    run = until(lambda: (found := files.get(rep, job))["status"] == "completed" and found)
    second.terminate()
    second.wait(30)

    assert 0 < half["counts"]["done"] < 2500
    assert (run["counts"]["created"], run["counts"]["done"]) == (2500, 2500)
    assert len(crm.events("stall.item.put.v1")) == 2500


@pytest.mark.slow
def test_two_workers_do_each_row_once(crm: ServiceUnderTest, files: ImportsUnderTest, rep: Caller) -> None:
    jobs = [files.act("Run", rep, files.upload(rep, "items", MANY.replace("A", mark))) for mark in "BC"]
    workers = [start(), start()]

    until(lambda: all(files.get(rep, job)["status"] == "completed" for job in jobs))
    for worker in workers:
        worker.terminate()
        worker.wait(30)

    assert len(crm.events("stall.item.put.v1")) == 5000


def test_a_worker_leaves_the_processors_to_others() -> None:
    worker = start()
    try:
        until(lambda: os.getpriority(os.PRIO_PROCESS, worker.pid) == 10)
        niceness = Path(f"/proc/{worker.pid}/autogroup")
        until(lambda: not niceness.exists() or niceness.read_text().split()[-1] == "10")
    finally:
        worker.terminate()
        worker.wait(30)


def test_a_service_that_imports_nothing_has_no_worker() -> None:
    done = subprocess.run([sys.executable, "-m", "crm_kit.imports.worker"], capture_output=True, text=True, timeout=60)

    assert done.returncode == 2
    assert "usage: crm-import" in done.stderr


def test_what_can_be_undone_no_more_and_what_was_never_finished_is_tidied_away(
    crm: ServiceUnderTest, files: ImportsUnderTest, rep: Caller
) -> None:  # fmt: skip
    old, fresh = files.run(rep, "items", "code,name\nA,Lamp\n"), files.run(rep, "items", "code,name\nB,Lamp\n")
    abandoned = crm.do(imports.StartImport, rep, collection="items", filename="a.csv")
    long_ago = dt.datetime.now(dt.UTC) - dt.timedelta(days=9)
    crm.rows(update(ImportJob).where(ImportJob.id == old["id"]).values(finished_at=long_ago).returning(ImportJob.id))
    crm.rows(update(ImportJob).where(ImportJob.id == abandoned["id"]).values(updated_at=long_ago).returning(ImportJob.id))

    with psycopg.connect(database("stall").database_dsn, autocommit=True) as connection:
        connection.execute("SELECT set_config('crm.tenant', '*importing*', false)")
        Worker(crm.app, "", threading.Event()).tidy(connection)

    assert [row.job_id for row in crm.rows(import_pages.select())] == [UUID(fresh["id"])]
    assert (files.get(rep, abandoned)["status"], files.get(rep, abandoned)["error"]["code"]) == ("failed", "abandoned")
