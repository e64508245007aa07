"""What became of rows."""

from stall import imports

from crm_kit.caller import Caller
from crm_kit.testing.imports import ImportsUnderTest
from crm_kit.testing.service import ServiceUnderTest


def test_rows_are_listed_in_the_order_of_the_file_by_outcome(crm: ServiceUnderTest, files: ImportsUnderTest, rep: Caller) -> None:
    run = files.run(rep, "items", 'code,name\nA,"Lamp, ""big"""\n\n,Nameless\nA,Lamp\n')
    where = {"field": "outcome", "op": "in", "value": ["error", "duplicate"]}

    rows = files.rows(rep, run)
    refused = crm.ask(imports.ListImportRows, rep, job_id=run["id"], where=where)["data"]

    assert [(row["number"], row["outcome"]) for row in rows] == [(2, "created"), (4, "error"), (5, "duplicate")]
    assert [row["number"] for row in refused] == [4, 5]
    assert rows[0]["record_id"] is not None
    assert refused[1]["errors"] == [{"column": None, "code": "duplicate", "message": "The same as row 2"}]


def test_rows_of_somebody_elses_import_are_not_there(
    crm: ServiceUnderTest, files: ImportsUnderTest, rep: Caller, colleague: Caller
) -> None:  # fmt: skip
    run = files.run(rep, "items", "code,name\nA,Lamp\n")

    with crm.refused(404):
        crm.ask(imports.ListImportRows, colleague, job_id=run["id"])
