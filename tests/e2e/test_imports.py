"""Files come in over HTTP, are mapped, tried, run and undone; whatever dies meanwhile, every row counts once."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote

import pytest
from company import Company
from made import Record, account, match, word
from tenants import environment_of

from crm_kit.testing.imports import workbook
from crm_kit.testing.system import CHECKOUT, Answer, Client, System, eventually

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OVER = ("uploaded", "validated", "completed", "completed_with_errors", "failed", "cancelled", "undone")


@pytest.fixture
def rep(company: Company) -> Client:
    return company["sales_representative"]


def send(client: Client, content: bytes, collection: str = "accounts", kind: str = "text/csv", **headers: str) -> Answer:
    path = f"/v1/imports?collection={collection}&filename={quote('customers.csv')}"
    return client.upload(path, content, kind, **headers)


def table(count: int, mark: str) -> bytes:
    rows = [f"{mark} {number},info@{mark}{number}.example,{mark}" for number in range(count)]
    return "\n".join(["name,email,source", *rows]).encode()


def act(client: Client, job: Record, action: str) -> Record:
    begun: Record = client.post(f"/v1/jobs/{job['id']}/actions/{action}", **match(job)).must(200).json
    return begun


def at_its_end(client: Client, job: Record, within: float = 60.0) -> Record:
    def over() -> Record | None:
        found: Record = client.get(f"/v1/jobs/{job['id']}").must(200).json
        return found if found["status"] in OVER else None

    ended: Record = eventually(over, within=within, every=0.1)
    return ended


def count_of(client: Client, mark: str) -> int:
    found: int = client.get("/v1/accounts", **{"filter[source]": mark, "count": "exact", "limit": 1}).must(200).json["count"]
    return found


def test_a_file_is_mapped_tried_run_and_undone(rep: Client) -> None:
    mark = word()
    content = f"Firm,Mail,Herkunft\n{mark} One,one@{mark}.example,{mark}\n,two@{mark}.example,{mark}\n".encode("latin-1")

    answer = send(rep, content).must(201)
    job = answer.json
    mapped = rep.patch(f"/v1/jobs/{job['id']}", {"mapping": {"Firm": "name", "Herkunft": "source"}}, **match(job)).must(200).json
    tried = at_its_end(rep, act(rep, mapped, "validate"))
    nothing_yet = count_of(rep, mark)
    run = at_its_end(rep, act(rep, tried, "run"))
    made = count_of(rep, mark)
    undone = at_its_end(rep, act(rep, run, "undo"))

    assert answer.headers["location"] == f"/v1/jobs/{job['id']}"
    assert (job["status"], job["columns"], job["mapping"]["Mail"]) == ("uploaded", ["Firm", "Mail", "Herkunft"], "email")
    assert (tried["status"], tried["counts"]["created"], tried["counts"]["error"], nothing_yet) == ("validated", 1, 1, 0)
    assert (run["status"], run["counts"]["created"], made) == ("completed_with_errors", 1, 1)
    assert (undone["status"], undone["counts"]["undone"], count_of(rep, mark)) == ("undone", 1, 0)


def test_the_rows_that_were_not_taken_come_back_as_a_file_that_a_spreadsheet_can_open(rep: Client) -> None:
    mark = word()
    job = send(rep, f"name,email,phone\n=1+1 {mark},nonsense,+49 30 123456\n".encode()).must(201).json

    run = at_its_end(rep, act(rep, job, "run"))
    answer = rep.get(f"/v1/jobs/{run['id']}/errors").must(200)
    lines = list(csv.reader(io.StringIO(answer.body.decode("utf-8-sig"))))
    outcomes = rep.get(f"/v1/jobs/{run['id']}/rows", **{"filter[outcome]": "error"}).must(200).json["data"]

    assert answer.body.startswith(b"\xef\xbb\xbf")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"].startswith("attachment")
    assert lines[0] == ["name", "email", "phone", "error"]
    assert lines[1][:3] == [f"'=1+1 {mark}", "nonsense", "'+49 30 123456"]
    assert lines[1][3].startswith("email: ")
    assert [(row["number"], row["errors"][0]["column"]) for row in outcomes] == [(2, "email")]


def test_a_workbook_is_taken_in_like_text(rep: Client) -> None:
    mark = word()

    job = send(rep, workbook([["name", "source"], [f"{mark} 华为", mark]]), kind=XLSX).must(201).json
    run = at_its_end(rep, act(rep, job, "run"))

    assert (job["encoding"], job["sample"]) == (None, [[f"{mark} 华为", mark]])
    assert (run["status"], count_of(rep, mark)) == ("completed", 1)


def test_an_upload_that_is_repeated_is_one_import(rep: Client) -> None:
    content, key = table(1, word()), word()

    first, again = send(rep, content, Idempotency_Key=key).must(201), send(rep, content, Idempotency_Key=key).must(201)
    other = send(rep, table(1, word()), Idempotency_Key=key)

    assert first.json["id"] == again.json["id"]
    assert again.headers["idempotency-replayed"] == "true"
    assert (other.status, other.json["code"]) == (422, "idempotency_key_reused")


def _bomb() -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (300 * 1024 * 1024))
    return kept.getvalue()


@pytest.mark.parametrize(
    ("content", "kind", "status", "code"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", "text/csv", 415, "unsupported_media_type"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/octet-stream", 415, "unsupported_media_type"),
        (b"PK\x03\x04 no archive", XLSX, 415, "unsupported_media_type"),
        (b"", "text/csv", 422, "empty_file"),
        (b"\n\n", "text/csv", 422, "empty_file"),
        (b"name\nAcme\n", "application/json", 415, "unsupported_media_type"),
        (b"name\n" + b"a\n" * 100_001, "text/csv", 422, "too_many_rows"),
    ],
)
def test_what_is_no_table_is_refused_by_its_content(rep: Client, content: bytes, kind: str, status: int, code: str) -> None:
    answer = send(rep, content, kind=kind)

    assert (answer.status, answer.json["code"]) == (status, code)


def test_a_bomb_is_refused_and_hurts_nobody(rep: Client) -> None:
    answer = send(rep, _bomb(), kind=XLSX)

    assert (answer.status, answer.json["code"]) == (422, "too_large_unpacked")
    assert rep.get("/v1/accounts", limit=1).status == 200


def test_a_file_beyond_64_mib_is_refused(rep: Client) -> None:
    answer = send(rep, b"name\n" + b"a" * (64 * 1024 * 1024))

    assert answer.status == 413


@pytest.mark.parametrize(
    "query", ["", "?collection=accounts", "?collection=nothing&filename=a.csv", "?filename=a&collection=users&x=1"]
)
def test_an_upload_says_what_it_is(rep: Client, query: str) -> None:
    assert rep.upload(f"/v1/imports{query}", b"name\nAcme\n").status == 400


def test_who_may_not_import_is_told_so(company: Company, rep: Client) -> None:
    answers = [send(company["finance"], table(1, word())), send(rep, b"email\na@b.example\n", "users")]

    assert [(answer.status, answer.json["permission"]) for answer in answers] == [
        (403, "customers.account.import"),
        (403, "identity.user.import"),
    ]


def test_an_import_is_seen_by_who_made_it_and_by_who_imports_for_all(company: Company, rep: Client, stranger: Client) -> None:
    job = send(rep, table(1, word())).must(201).json

    seen = [who.get(f"/v1/jobs/{job['id']}").status for who in (rep, company.admin, company["mate"], company["finance"], stranger)]
    listed = [
        job["id"] in [each["id"] for each in who.get("/v1/jobs", limit=200).must(200).json["data"]]
        for who in (rep, company.admin, company["mate"], company["finance"], stranger)
    ]

    assert seen == [200, 200, 404, 404, 404]
    assert listed == [True, True, False, False, False]


def test_the_list_of_imports_is_one_over_all_services_page_by_page(company: Company) -> None:
    admin, mark = company.admin, word()
    made = [send(admin, table(1, word())).must(201).json["id"] for _ in range(3)]
    made += [send(admin, f"email,name\n{mark}@x.example,A\n".encode(), "users").must(201).json["id"] for _ in range(2)]
    made += [send(admin, table(1, word())).must(201).json["id"] for _ in range(2)]

    found: list[str] = []
    cursor: str | None = ""
    while cursor is not None and len(found) < len(made):
        page = admin.get("/v1/jobs", limit=2, **({"cursor": cursor} if cursor else {})).must(200).json
        found, cursor = [*found, *(each["id"] for each in page["data"])], page["next_cursor"]
    whole = [each["id"] for each in admin.get("/v1/jobs", limit=200).must(200).json["data"]]

    assert found[: len(made)] == whole[: len(made)] == made[::-1]
    assert admin.get("/v1/jobs", count="exact", limit=1).must(200).json["count"] == len(whole)
    assert admin.get("/v1/jobs", cursor="bm9uc2Vuc2U").status == 400


def test_a_row_changed_since_is_left_as_it_is_by_undo(rep: Client) -> None:
    mark = word()
    job = at_its_end(rep, act(rep, send(rep, table(3, mark)).must(201).json, "run"))
    edited = rep.get("/v1/accounts", **{"filter[source]": mark, "limit": 1}).must(200).json["data"][0]
    rep.patch(f"/v1/accounts/{edited['id']}", {"industry": "Metal"}, If_Match='"1"').must(200)

    undone = at_its_end(rep, act(rep, job, "undo"))

    assert (undone["counts"]["undone"], undone["counts"]["kept"], count_of(rep, mark)) == (2, 1, 1)


def test_accounts_of_a_file_reach_sales_like_any_other(rep: Client) -> None:
    mark = word()
    at_its_end(rep, act(rep, send(rep, table(1, mark)).must(201).json, "run"))
    made = rep.get("/v1/accounts", **{"filter[source]": mark}).must(200).json["data"][0]

    again = rep.post("/v1/accounts", {"name": f"Another {mark}", "email": f"info@{mark}0.example"})

    assert (again.status, again.json["candidates"][0]["id"]) == (409, made["id"])
    timeline = rep.get(f"/v1/accounts/{made['id']}/timeline").must(200).json["data"]
    assert [entry["type"] for entry in timeline] == ["customers.account.created.v1"]


def test_a_known_account_is_reported_with_no_more_than_one_may_know(company: Company, rep: Client) -> None:
    mark = word()
    account(company["mate"], name=f"Known {mark}", email=f"info@{mark}0.example")

    run = at_its_end(rep, act(rep, send(rep, table(1, mark)).must(201).json, "run"))
    row = rep.get(f"/v1/jobs/{run['id']}/rows").must(200).json["data"][0]

    assert (run["status"], row["outcome"], row["record_id"]) == ("completed_with_errors", "duplicate", None)
    assert f"Known {mark}" in row["errors"][0]["message"]


# --- what dies -------------------------------------------------------------------------------------------------------


def _pid(system: System) -> int:
    record = json.loads((system.directory / "supervisor.json").read_text(encoding="utf-8"))
    return int(next(one["pid"] for one in record["processes"] if one["name"] == "imports"))


@contextmanager
def another_worker(system: System) -> Iterator[None]:
    """One more process that works on imports."""
    environment = environment_of(system, "imports") | {"CRM_METRICS_PORT": "0"}
    process = subprocess.Popen([CHECKOUT / ".venv/bin/crm-import", "customers"], env=environment, stdout=subprocess.DEVNULL)
    try:
        yield
    finally:
        process.terminate()
        process.wait(30)


def test_a_worker_that_is_killed_in_the_middle_leaves_no_row_out_and_does_none_twice(system: System, rep: Client) -> None:
    mark, rows = word(), 3000
    job = act(rep, send(rep, table(rows, mark)).must(201).json, "run")

    for _ in range(2):
        done = rep.get(f"/v1/jobs/{job['id']}").must(200).json["counts"]["done"]
        eventually(lambda done=done: rep.get(f"/v1/jobs/{job['id']}").json["counts"]["done"] > done, within=30)
        os.kill(_pid(system), signal.SIGKILL)
    run = at_its_end(rep, job)

    assert (run["status"], run["counts"]["created"], run["counts"]["done"]) == ("completed", rows, rows)
    assert count_of(rep, mark) == rows


def test_two_workers_share_the_work_and_never_one_import(system: System, rep: Client) -> None:
    marks = [word() for _ in range(4)]

    with another_worker(system):
        jobs = [act(rep, send(rep, table(600, mark)).must(201).json, "run") for mark in marks]
        ended = [at_its_end(rep, job) for job in jobs]

    assert [job["counts"]["created"] for job in ended] == [600] * 4
    assert [count_of(rep, mark) for mark in marks] == [600] * 4


def test_an_import_that_is_cancelled_stops_and_what_it_made_can_be_undone(rep: Client) -> None:
    mark = word()
    job = act(rep, send(rep, table(4000, mark)).must(201).json, "run")
    eventually(lambda: rep.get(f"/v1/jobs/{job['id']}").json["counts"]["done"] > 0, within=30)

    cancelled = act(rep, job, "cancel")
    stopped = eventually(lambda: _quiet(rep, job), within=10)
    undone = at_its_end(rep, act(rep, cancelled, "undo"))

    assert 0 < stopped["counts"]["done"] < 4000
    assert undone["counts"]["undone"] == stopped["counts"]["created"]
    assert count_of(rep, mark) == 0


def _quiet(client: Client, job: Record) -> Any:
    """The import, when it goes no further."""
    before = client.get(f"/v1/jobs/{job['id']}").must(200).json
    count_of(client, "nothing")
    after = client.get(f"/v1/jobs/{job['id']}").must(200).json
    return after if after["counts"] == before["counts"] else None
