"""Imports and their jobs, against a server that plays its part of them."""

import json
from pathlib import Path

import pytest

from crm_cli.importing import columns_of

COUNTS = dict.fromkeys(("total", "done", "created", "updated", "skipped", "duplicate", "error", "undone", "kept"), 0)
JOB = {
    "id": "j1", "version": 3, "collection": "accounts", "filename": "accounts.csv", "status": "uploaded",
    "columns": ["Company", "Mail"], "sample": [["Engines", "ada@engines.example"]], "mapping": {"Company": "name", "Mail": None},
    "mode": "create", "options": {"confirm_duplicates": False, "system": "file"}, "counts": {**COUNTS, "total": 3}, "error": None,
}  # fmt: skip


def job(status, version=3, **counts):
    return {**JOB, "status": status, "version": version, "counts": {**COUNTS, "total": 3, **counts}}


@pytest.fixture
def file(tmp_path):
    made = tmp_path / "accounts.csv"
    made.write_text("Company,Mail\nEngines,ada@engines.example\n", encoding="utf-8")
    return str(made)


def test_an_import_uploads_maps_runs_and_tells(server, run, file):
    server.answer(201, job("reading", 2)).answer(200, job("uploaded")).answer(200, job("mapped", 4))
    server.answer(202, job("running", 5)).answer(200, job("running", 5, done=1)).answer(200, job("completed", 6, done=3, created=3))

    said = run("import", "accounts", file, "--map", "Mail=email", "--mode", "upsert", "--system", "old-crm", "--yes")

    assert said.exit_code == 0
    upload, _, mapped, begun, *_ = server.asked
    assert (upload.path, upload.query) == ("/v1/imports", {"collection": "accounts", "filename": "accounts.csv"})
    assert (upload.headers["content-type"], upload.content) == ("text/csv", Path(file).read_bytes())
    assert mapped.json == {
        "mapping": {"Company": "name", "Mail": "email"}, "mode": "upsert",
        "options": {"confirm_duplicates": False, "system": "old-crm"},
    }  # fmt: skip
    assert (begun.path, begun.headers["if-match"]) == ("/v1/jobs/j1/actions/run", '"4"')
    assert "3 rows: 3 created" in said.stderr
    assert json.loads(said.stdout)["status"] == "completed"


def test_rows_that_were_not_taken_are_written_and_end_with_1(server, run, file, tmp_path):
    server.answer(201, job("uploaded")).answer(200, job("mapped")).answer(202, job("running"))
    server.answer(200, job("completed_with_errors", done=3, created=1, error=1, duplicate=1)).answer(200, b"Company,error\nx,bad\n")

    said = run("import", "accounts", file, "--yes", "--errors", str(tmp_path / "errors.csv"))

    assert said.exit_code == 1
    assert "2 rows were not taken" in said.stderr
    assert (tmp_path / "errors.csv").read_bytes() == b"Company,error\nx,bad\n"
    assert server.asked[-1].path == "/v1/jobs/j1/errors"


def test_a_dry_run_only_checks(server, run, file):
    server.answer(201, job("uploaded")).answer(200, job("mapped")).answer(202, job("validating")).answer(
        200, job("validated", done=3)
    )

    said = run("import", "accounts", file, "--dry-run")

    assert said.exit_code == 0
    assert "crm act jobs j1 run" in said.stderr
    assert [asked.path for asked in server.asked if asked.method == "POST"] == ["/v1/imports", "/v1/jobs/j1/actions/validate"]


def test_without_consent_nothing_is_run_and_nothing_is_left(server, run, file):
    server.answer(201, job("uploaded")).answer(200, job("mapped", 4)).answer(200, job("cancelled"))

    said = run("import", "accounts", file, fed="n\n")

    assert said.exit_code == 1
    assert "ada@engines.example" in said.stderr
    assert [asked.path for asked in server.asked][-1] == "/v1/jobs/j1/actions/cancel"


def test_a_column_that_the_file_does_not_have_is_named(server, run, file):
    server.answer(201, job("uploaded")).answer(200, job("cancelled"))

    said = run("import", "accounts", file, "--map", "Phone=phone", "--yes")

    assert said.exit_code == 2
    assert "no column 'Phone'; it has Company, Mail" in said.stderr
    assert server.asked[-1].path == "/v1/jobs/j1/actions/cancel"


def test_a_file_that_the_server_cannot_read_is_explained(server, run, file):
    failed = {**job("failed"), "error": {"status": 422, "code": "too_many_rows", "detail": "At most 100 000 rows"}}
    server.answer(201, job("reading")).answer(200, failed)

    said = run("import", "accounts", file, "--yes")

    assert said.exit_code == 1
    assert "At most 100 000 rows" in said.stderr


def test_an_upload_is_sent_whole_each_time(server, run, file):
    server.answer(503, {"title": "Not now"}, Retry_After="0").answer(201, job("uploaded")).answer(200, job("mapped"))
    server.answer(202, job("completed"))

    assert run("import", "accounts", file, "--yes").exit_code == 0

    first, second = server.asked[:2]
    assert first.content == second.content != b""
    assert first.headers["idempotency-key"] == second.headers["idempotency-key"]


def test_a_job_is_undone_and_followed(server, run):
    server.answer(200, job("completed", 7)).answer(202, job("undoing")).answer(200, job("undone", undone=2, kept=1))

    said = run("jobs", "undo", "j1")

    assert said.exit_code == 0
    assert "2 undone, 1 kept" in said.stderr
    assert server.asked[1].headers["if-match"] == '"7"'


def test_jobs_can_be_listed_shown_cancelled_and_asked_for_their_errors(server, run):
    server.answer(200, {"data": [job("running")], "has_more": False, "next_cursor": None}).answer(200, job("running"))
    server.answer(200, job("running", 5)).answer(200, job("cancelled", done=2, created=2)).answer(200, b"Company,error\n")

    assert '"j1"' in run("jobs", "list").stdout
    assert json.loads(run("jobs", "show", "j1").stdout)["status"] == "running"
    assert "2 created" in run("jobs", "cancel", "j1").stderr
    assert run("jobs", "errors", "j1").stdout == "Company,error\n"


def test_columns_may_have_signs_in_their_names():
    assert columns_of(["a=b=name", "Mail="]) == {"a=b": "name", "Mail": None}
