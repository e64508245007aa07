"""What an import made is taken back."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import update
from stall.words import ChangeItem, ListItems, PutItem

from crm_kit.caller import Caller
from crm_kit.imports.job import ImportJob
from crm_kit.testing.imports import ImportsUnderTest
from crm_kit.testing.service import ServiceUnderTest

HEAD = "code,name,colour,pieces\n"


def test_what_was_created_goes_and_what_was_changed_is_what_it_was(
    crm: ServiceUnderTest, files: ImportsUnderTest, rep: Caller
) -> None:  # fmt: skip
    crm.do(PutItem, rep, code="A", name="Lamp", colour="green", pieces=3)
    run = files.run(rep, "items", f"{HEAD}A,Big lamp,,7\nB,Chair,red,1\n", mode="upsert")

    undone = files.undo(rep, run)

    assert (undone["status"], undone["counts"]["undone"], undone["counts"]["kept"]) == ("undone", 2, 0)
    found = [(item["code"], item["name"], item["colour"], item["pieces"]) for item in crm.ask(ListItems, rep)["data"]]
    assert found == [("A", "Lamp", "green", 3)]
    assert [row["undo"] for row in files.rows(rep, undone)] == ["undone", "undone"]
    assert crm.events("stall.import.undone.v1")[0]["data"]["counts"]["undone"] == 2


def test_what_somebody_changed_since_and_what_is_needed_stays(crm: ServiceUnderTest, files: ImportsUnderTest, rep: Caller) -> None:
    run = files.run(rep, "items", "code,name,fixed\nA,Lamp,\nB,Chair,yes\nC,Table,\n")
    edited = crm.ask(ListItems, rep)["data"][0]
    crm.do(ChangeItem, rep, item_id=edited["id"], version=1, colour="red")

    undone = files.undo(rep, run)

    assert [row["undo"] for row in files.rows(rep, undone)] == ["kept", "kept", "undone"]
    assert [item["code"] for item in crm.ask(ListItems, rep)["data"]] == ["A", "B"]


def test_undoing_works_at_any_size_and_goes_on_where_its_worker_died(
    crm: ServiceUnderTest, files: ImportsUnderTest, rep: Caller
) -> None:  # fmt: skip
    rows = "".join(f"A{number},Lamp,red,1\n" for number in range(700))
    run = files.run(rep, "items", HEAD + rows)
    job = files.act("Undo", rep, run)
    half = files.work(rep, job, steps=1)

    undone = files.work(rep, job)

    assert (half["status"], half["counts"]["undone"]) == ("undoing", 500)
    assert (undone["status"], undone["counts"]["undone"], crm.ask(ListItems, rep)["data"]) == ("undone", 700, [])


def test_rows_that_were_not_taken_are_not_undone(files: ImportsUnderTest, rep: Caller) -> None:
    run = files.run(rep, "items", f"{HEAD}A,Lamp,red,1\nA,Lamp,red,1\n,,,\n,Nameless,,\n")

    undone = files.undo(rep, run)

    assert [row["undo"] for row in files.rows(rep, undone)] == ["undone", None, None]


def test_after_seven_days_it_is_too_late(crm: ServiceUnderTest, files: ImportsUnderTest, rep: Caller) -> None:
    run = files.run(rep, "items", f"{HEAD}A,Lamp,red,1\n")
    past = dt.datetime.now(dt.UTC) - dt.timedelta(seconds=1)
    until = dt.datetime.fromisoformat(run["undoable_until"]) - dt.datetime.fromisoformat(run["finished_at"])
    crm.rows(update(ImportJob).values(undoable_until=past).returning(ImportJob.id))

    with crm.refused(409, "too_late"):
        files.act("Undo", rep, run)

    assert until == dt.timedelta(days=7)


def test_nothing_is_undone_twice_and_nothing_that_did_not_run(crm: ServiceUnderTest, files: ImportsUnderTest, rep: Caller) -> None:
    job = files.upload(rep, "items", f"{HEAD}A,Lamp,red,1\n")
    with crm.refused(409, "illegal_transition"):
        files.act("Undo", rep, job)
    undone = files.undo(rep, files.work(rep, files.act("Run", rep, job)))

    with crm.refused(409, "illegal_transition"):
        files.act("Undo", rep, undone)
