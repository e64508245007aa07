"""Imports that run."""

from __future__ import annotations

import datetime as dt
import threading
from typing import Any

import psycopg
import pytest
from sqlalchemy import select
from stall.domain import Item
from stall.words import ListItems, PutItem

from crm_kit.caller import Caller
from crm_kit.imports.worker import Worker
from crm_kit.tables import history, outbox
from crm_kit.testing.databases import database
from crm_kit.testing.imports import ImportsUnderTest
from crm_kit.testing.service import ServiceUnderTest

HEAD = "code,name,colour,pieces\n"
KNOWN = {"code": "A", "name": "Lamp", "colour": "", "pieces": 3}


def many(count: int) -> str:
    return HEAD + "".join(f"A{number},Lamp {number},red,1\n" for number in range(count))


def items(crm: ServiceUnderTest, who: Caller) -> list[tuple[str, str, str, int]]:
    found = crm.ask(ListItems, who)["data"]
    return [(item["code"], item["name"], item["colour"], item["pieces"]) for item in found]


def test_every_row_becomes_a_record_with_its_event_and_history(crm: ServiceUnderTest, files: ImportsUnderTest, rep: Caller) -> None:
    run = files.run(rep, "items", f"{HEAD}A,Lamp,red,1\nB,Chair,,\n")

    assert (run["status"], run["counts"]["created"], run["counts"]["done"]) == ("completed", 2, 2)
    assert items(crm, rep) == [("A", "Lamp", "red", 1), ("B", "Chair", "", 1)]
    assert [event["type"] for event in crm.events()] == ["stall.item.put.v1", "stall.item.put.v1", "stall.import.completed.v1"]
    entries = crm.rows(select(history.c.use_case, history.c.reason, history.c.actor_id).where(history.c.entity == "item"))
    assert set(entries) == {("run_import", "Import of file.csv", rep.user_id)}


def test_others_hear_of_it_when_nothing_else_wants_to_be_heard(crm: ServiceUnderTest, files: ImportsUnderTest, rep: Caller) -> None:
    run = files.run(rep, "items", f"{HEAD}A,Lamp,red,1\nB,Chair,,\n")
    files.undo(rep, run)
    crm.do(PutItem, rep, code="C", name="Table", colour="", pieces=1)

    told = crm.rows(select(outbox.c.type, outbox.c.is_bulk).order_by(outbox.c.position))
    assert [tuple(each) for each in told] == [
        ("stall.item.put.v1", True), ("stall.item.put.v1", True), ("stall.import.completed.v1", True),
        ("stall.import.undone.v1", True), ("stall.item.put.v1", False),
    ]  # fmt: skip


def test_one_bad_row_never_stops_the_others(crm: ServiceUnderTest, files: ImportsUnderTest, rep: Caller) -> None:
    rows = "A,Lamp,red,1\n,Nameless,red,1\nC,Chair,invisible,1\nD,Table,red,many\nE,Sofa,red,1,too,much\nF\nG,Bed,red,1\n"

    run = files.run(rep, "items", HEAD + rows)

    assert run["status"] == "completed_with_errors"
    assert files.outcomes(rep, run) == ["created", "error", "error", "error", "error", "error", "created"]
    assert files.codes(rep, run)[1:6] == [["required"], ["invisible"], ["invalid"], ["too_many_cells"], ["required"]]
    assert [row["errors"][0]["column"] for row in files.rows(rep, run)[1:4]] == ["code", "colour", "pieces"]
    assert [item[0] for item in items(crm, rep)] == ["A", "G"]


def test_what_only_the_database_refuses_is_that_rows_error_alone(
    crm: ServiceUnderTest, files: ImportsUnderTest, rep: Caller
) -> None:  # fmt: skip
    run = files.run(rep, "items", f"{HEAD}A,Lamp,red,1\nB,Chair,red,5000\nC,Table,red,1\n")

    assert files.outcomes(rep, run) == ["created", "error", "created"]
    assert files.codes(rep, run)[1] == ["not_taken"]
    assert run["counts"]["done"] == 3


@pytest.mark.parametrize(
    ("mode", "outcomes", "known"),
    [
        ("create", ["duplicate", "created", "duplicate"], ("A", "Lamp", "", 3)),
        ("skip_duplicates", ["skipped", "created", "skipped"], ("A", "Lamp", "", 3)),
        ("upsert", ["updated", "created", "duplicate"], ("A", "Big lamp", "red", 7)),
        ("fill_empty_only", ["updated", "created", "duplicate"], ("A", "Lamp", "red", 3)),
    ],
)
def test_each_mode_does_with_what_is_known_what_it_says(
    crm: ServiceUnderTest, files: ImportsUnderTest, rep: Caller, mode: str, outcomes: list[str], known: tuple[Any, ...]
) -> None:  # fmt: skip
    crm.do(PutItem, rep, **KNOWN)

    run = files.run(rep, "items", f"{HEAD}A,Big lamp,red,7\nB,Chair,,\nB,Another chair,,\n", mode=mode)

    assert files.outcomes(rep, run) == outcomes
    assert items(crm, rep) == [known, ("B", "Chair", "", 1)]


def test_a_row_that_changes_nothing_is_passed_over(crm: ServiceUnderTest, files: ImportsUnderTest, rep: Caller) -> None:
    made = crm.do(PutItem, rep, **KNOWN)

    run = files.run(rep, "items", f"{HEAD}A,Lamp,,3\n", mode="upsert")

    assert (run["status"], files.outcomes(rep, run)) == ("completed", ["skipped"])
    assert crm.ask(ListItems, rep)["data"][0]["version"] == made["version"]


def test_what_one_may_not_change_is_not_changed_by_a_file(
    crm: ServiceUnderTest, files: ImportsUnderTest, rep: Caller, colleague: Caller
) -> None:  # fmt: skip
    crm.do(PutItem, colleague, **KNOWN)

    run = files.run(rep, "items", f"{HEAD}A,Mine now,red,1\n", mode="upsert")

    assert files.outcomes(rep, run) == ["duplicate"]
    assert items(crm, colleague) == [("A", "Lamp", "", 3)]


def test_owner_author_and_time_are_those_of_the_file(
    crm: ServiceUnderTest, files: ImportsUnderTest, admin: Caller, colleague: Caller
) -> None:  # fmt: skip
    head = "code,name,owner,author,created at\n"
    job = files.upload(admin, "items", f"{head}A,Lamp,ADA@crm.test,ada@crm.test,2020-02-03\nB,Chair,,,\n")
    job = files.change(admin, job, mapping={"author": "created_by", "created at": "created_at"})

    files.work(admin, files.act("Run", admin, job))

    made = crm.rows(select(Item.owner_id, Item.team_path, Item.created_by, Item.created_at).order_by(Item.code))
    assert made[0] == (colleague.user_id, "/1/2/", colleague.user_id, dt.datetime(2020, 2, 3, tzinfo=dt.UTC))
    assert made[1][:3] == (admin.user_id, "/1/", admin.user_id)


def test_an_owner_whom_nobody_knows_is_an_error_of_the_row(files: ImportsUnderTest, rep: Caller) -> None:
    run = files.run(rep, "items", "code,name,owner\nA,Lamp,nobody@crm.test\nB,Chair,\n")

    assert (files.outcomes(rep, run), files.codes(rep, run)) == (["error", "created"], [["unknown_user"], []])


def test_a_run_goes_on_where_its_worker_died(crm: ServiceUnderTest, files: ImportsUnderTest, rep: Caller) -> None:
    job = files.act("Run", rep, files.upload(rep, "items", many(600)))
    half = files.work(rep, job, steps=1)

    whole = files.work(rep, job)

    assert (half["counts"]["done"], whole["counts"]["done"], whole["counts"]["created"]) == (500, 600, 600)
    assert len(crm.events("stall.item.put.v1")) == 600


def test_a_worker_that_was_thought_dead_cannot_do_a_page_twice(
    crm: ServiceUnderTest, files: ImportsUnderTest, rep: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    job = files.act("Run", rep, files.upload(rep, "items", many(600)))
    slow, quick = files.worker(job), files.worker(job)
    seen = slow._job()
    quick.step()
    monkeypatch.setattr(slow, "_job", lambda: seen)

    went_on = slow.step()

    assert went_on is False
    assert files.work(rep, job)["counts"]["created"] == 600
    assert len(crm.events("stall.item.put.v1")) == 600


def test_two_workers_never_take_one_import(crm: ServiceUnderTest, files: ImportsUnderTest, rep: Caller) -> None:
    jobs = [files.act("Run", rep, files.upload(rep, "items", many(300).replace("A", mark))) for mark in "BC"]
    dsn = database("stall").database_dsn
    workers = [Worker(crm.app, dsn, threading.Event()) for _ in range(2)]
    with psycopg.connect(dsn, autocommit=True) as one, psycopg.connect(dsn, autocommit=True) as other:
        for connection in (one, other):
            connection.execute("SELECT set_config('crm.tenant', '*importing*', false)")
        first = workers[0]._hold(one, *_place(crm, jobs[0]))

        second = workers[1]._hold(other, *_place(crm, jobs[0])), workers[1]._hold(other, *_place(crm, jobs[1]))

    assert (first, second) == (True, (False, True))


def _place(crm: ServiceUnderTest, job: dict[str, Any]) -> tuple[Any, Any]:
    return job["id"], crm.tenant_id


def test_the_worker_finds_what_waits_and_does_it(crm: ServiceUnderTest, files: ImportsUnderTest, rep: Caller) -> None:
    job = files.send(rep, "items", many(3))
    dsn = database("stall").database_dsn

    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute("SELECT set_config('crm.tenant', '*importing*', false)")
        Worker(crm.app, dsn, threading.Event()).work_some(connection)

    assert files.get(rep, job)["status"] == "uploaded"


def test_an_import_is_run_once(crm: ServiceUnderTest, files: ImportsUnderTest, rep: Caller) -> None:
    run = files.run(rep, "items", many(1))

    with crm.refused(409, "illegal_transition") as problem:
        files.act("Run", rep, run)

    assert problem["allowed"] == ["undo"]


def test_who_may_import_no_more_runs_nothing(crm: ServiceUnderTest, files: ImportsUnderTest, rep: Caller) -> None:
    job = files.upload(rep, "items", many(1))
    fewer = Caller.from_json(rep.as_json() | {"grants": {"stall.item.import": "own"}})

    with crm.refused(403, "forbidden"):
        files.act("Run", fewer, job)


def test_another_tenant_sees_nothing_of_it(crm: ServiceUnderTest, files: ImportsUnderTest, rep: Caller) -> None:
    run = files.run(rep, "items", many(1))
    stranger = crm.fresh().administrator()

    with crm.refused(404):
        files.get(stranger, run)


def test_the_end_of_an_import_is_told(crm: ServiceUnderTest, files: ImportsUnderTest, rep: Caller) -> None:
    run = files.run(rep, "items", f"{HEAD}A,Lamp,red,1\n,,,1\n")

    (event,) = crm.events("stall.import.completed.v1")

    assert event["subject"] == run["id"]
    assert event["data"] == {
        "id": run["id"], "collection": "items", "filename": "file.csv", "status": "completed_with_errors", "mode": "create",
        "counts": run["counts"],
    }  # fmt: skip
