"""Dry runs."""

from stall.words import ListItems

from crm_kit.caller import Caller
from crm_kit.testing.imports import ImportsUnderTest
from crm_kit.testing.service import ServiceUnderTest

HEAD = "code,name,colour,pieces\n"

CONTENT = f"{HEAD}A,Lamp,red,1\nB,,red,1\nA,Lamp,red,1\nC,Chair,red,many\n"


def test_every_row_is_looked_at_and_nothing_is_changed(crm: ServiceUnderTest, files: ImportsUnderTest, rep: Caller) -> None:
    tried = files.try_out(rep, "items", CONTENT)

    assert (tried["status"], files.outcomes(rep, tried)) == ("validated", ["created", "error", "duplicate", "error"])
    assert files.codes(rep, tried) == [[], ["required"], ["duplicate"], ["invalid"]]
    assert [row["record_id"] for row in files.rows(rep, tried)] == [None] * 4
    assert crm.ask(ListItems, rep)["data"] == []
    assert crm.events() == []


def test_a_dry_run_tells_what_the_run_will_do(files: ImportsUnderTest, rep: Caller) -> None:
    tried = files.try_out(rep, "items", CONTENT)
    outcomes = files.outcomes(rep, tried)

    run = files.work(rep, files.act("Run", rep, tried))

    assert files.outcomes(rep, run) == outcomes
    assert run["counts"]["done"] == 4


def test_repeats_are_seen_over_the_whole_file(files: ImportsUnderTest, rep: Caller) -> None:
    rows = "".join(f"A{number},Lamp,red,1\n" for number in range(600))

    tried = files.try_out(rep, "items", f"{HEAD}{rows}A0,Lamp,red,1\n")

    assert (tried["counts"]["created"], tried["counts"]["duplicate"]) == (600, 1)


def test_a_dry_run_that_was_interrupted_begins_again(files: ImportsUnderTest, rep: Caller) -> None:
    rows = "".join(f"A{number},Lamp,red,1\n" for number in range(600))
    job = files.act("Validate", rep, files.upload(rep, "items", f"{HEAD}{rows}A0,Lamp,red,1\n"))
    files.worker(job).step()

    tried = files.work(rep, job)

    assert (tried["counts"]["done"], tried["counts"]["created"], tried["counts"]["duplicate"]) == (601, 600, 1)


def test_what_every_row_needs_must_be_mapped(crm: ServiceUnderTest, files: ImportsUnderTest, rep: Caller) -> None:
    job = files.upload(rep, "items", "code,What\nA,Lamp\n")

    with crm.refused(422, "not_mapped", "/mapping"):
        files.act("Validate", rep, job)
