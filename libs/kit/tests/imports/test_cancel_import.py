"""Imports that are stopped."""

import pytest

from crm_kit.caller import Caller
from crm_kit.testing.imports import ImportsUnderTest
from crm_kit.testing.service import ServiceUnderTest

ROWS = "code,name\n" + "".join(f"A{number},Lamp\n" for number in range(600))


def test_a_cancelled_run_keeps_what_is_done_and_does_no_more(crm: ServiceUnderTest, files: ImportsUnderTest, rep: Caller) -> None:
    job = files.work(rep, files.act("Run", rep, files.upload(rep, "items", ROWS)), steps=1)

    cancelled = files.act("Cancel", rep, job)
    after = files.work(rep, cancelled)

    assert (after["status"], after["counts"]["created"]) == ("cancelled", 500)
    assert len(crm.events("stall.item.put.v1")) == 500
    assert after["undoable_until"] is not None


def test_a_page_that_is_being_done_when_it_is_cancelled_is_let_go(
    crm: ServiceUnderTest, files: ImportsUnderTest, rep: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    job = files.act("Run", rep, files.upload(rep, "items", ROWS))
    worker = files.worker(job)
    running = worker._job()
    files.act("Cancel", rep, job)
    monkeypatch.setattr(worker, "_job", lambda: running)

    went_on = worker.step()

    assert went_on is False
    assert crm.events("stall.item.put.v1") == []
    assert files.get(rep, job)["counts"]["done"] == 0


@pytest.mark.parametrize("moment", ["reading", "the end"])
def test_a_cancel_that_comes_between_two_steps_counts(
    files: ImportsUnderTest, rep: Caller, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:  # fmt: skip
    job = files.send(rep, "items", ROWS)
    if moment == "the end":
        job = files.work(rep, files.act("Run", rep, files.work(rep, job)), steps=2)
    worker = files.worker(job)
    before = worker._job()
    files.act("Cancel", rep, job)
    monkeypatch.setattr(worker, "_job", lambda: before)

    went_on = worker.step()

    assert (went_on, files.get(rep, job)["status"]) == (False, "cancelled")


@pytest.mark.parametrize("action", ["Run", "Validate"])
def test_nothing_is_cancelled_when_it_is_over(crm: ServiceUnderTest, files: ImportsUnderTest, rep: Caller, action: str) -> None:
    cancelled = files.act("Cancel", rep, files.upload(rep, "items", ROWS))

    with crm.refused(409, "illegal_transition"):
        files.act(action, rep, cancelled)
