"""The file of rows that were not taken."""

import pytest
from stall import imports

from crm_kit.caller import Caller
from crm_kit.imports.queries import list_import_errors
from crm_kit.testing.imports import ImportsUnderTest
from crm_kit.testing.service import ServiceUnderTest


def test_rows_stand_as_they_stood_with_what_is_wrong(files: ImportsUnderTest, rep: Caller) -> None:
    run = files.run(rep, "items", "code,name,pieces,memo\nA,Lamp,1,kept\n ,Chair,many,=1+1\nA,Lamp\nB,Bed,1,x,y\n")

    found = files.errors(rep, run)

    assert found["columns"] == ["code", "name", "pieces", "memo", "error"]
    assert found["rows"][0][:4] == [" ", "Chair", "many", "=1+1"]
    assert found["rows"][0][4] == "pieces: Not a whole number."
    assert found["rows"][1] == ["A", "Lamp", "", "", "The same as row 2"]
    assert found["rows"][2][5:] == ["y"]
    assert found["next"] is None


def test_a_file_that_is_mended_can_be_sent_again(files: ImportsUnderTest, rep: Caller) -> None:
    run = files.run(rep, "items", "code,name\n,Chair\n")
    found = files.errors(rep, run)
    mended = "\n".join([",".join(found["columns"]), ",".join(["B", *found["rows"][0][1:]])])

    again = files.run(rep, "items", mended)

    assert (again["status"], again["counts"]["created"]) == ("completed", 1)


def test_many_errors_come_in_pages(
    crm: ServiceUnderTest, files: ImportsUnderTest, rep: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    monkeypatch.setattr(list_import_errors, "MOST", 2)
    run = files.run(rep, "items", "code,name\n" + ",Nameless\n" * 5)
    found, after = [], 0

    while after is not None:
        page = crm.ask(imports.ListImportErrors, rep, job_id=run["id"], after=after)
        found, after = [*found, *page["rows"]], page["next"]

    assert len(found) == 5


def test_what_somebody_else_sent_is_not_there(
    crm: ServiceUnderTest, files: ImportsUnderTest, rep: Caller, colleague: Caller
) -> None:
    run = files.run(rep, "items", "code,name\n,Chair\n")

    with crm.refused(404):
        files.errors(colleague, run)
