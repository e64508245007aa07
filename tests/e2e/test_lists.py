"""Lists, searches and batches over HTTP: every record once, nothing ignored, one bad row spoils no other."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from company import Company
from made import account, word

from crm_kit.testing.system import Answer, Client

PAGES = 250


@pytest.fixture
def rep(company: Company) -> Client:
    return company["sales_representative"]


@pytest.fixture(scope="module")
def many(company: Company) -> str:
    """The source of 250 contacts with names in order."""
    rep, mark = company["sales_representative"], f"Many {word()}"
    rows = [{"full_name": f"{mark} {number:03}", "addresses": [{"line1": "1 Mill Lane"}]} for number in range(PAGES)]
    answer = rep.post("/v1/contacts/batch", {"data": rows}).must(201)
    assert {result["status"] for result in answer.json["data"]} == {201}
    return mark


def test_a_list_is_read_to_its_end_by_cursor_each_record_once_and_in_order(rep: Client, many: str) -> None:
    query: dict[str, Any] = {"filter[full_name][starts]": many, "sort": "full_name", "limit": 60}
    names, pages = [], 0
    path, asked = "/v1/contacts", query

    while path:
        page = rep.get(path, **asked).must(200)
        names += [row["full_name"] for row in page.json["data"]]
        pages += 1
        path, asked = _next(page), {}

    assert names == [f"{many} {number:03}" for number in range(PAGES)]
    assert pages == 5


def _next(page: Answer) -> str:
    """The address of the next page, as the Link header says it; empty on the last."""
    link = page.headers.get("link", "")
    assert bool(link) == page.json["has_more"] == (page.json["next_cursor"] is not None)
    return link.partition(">")[0].removeprefix("<") if link else ""


def test_a_cursor_holds_for_its_own_filter_and_sort_only(rep: Client, many: str) -> None:
    cursor = rep.get("/v1/contacts", sort="full_name", limit=10).must(200).json["next_cursor"]

    answers = [
        rep.get("/v1/contacts", sort="-full_name", limit=10, cursor=cursor),
        rep.get("/v1/contacts", **{"sort": "full_name", "limit": 10, "cursor": cursor, "filter[kind]": "employee"}),
        rep.get("/v1/contacts", sort="full_name", limit=10, cursor=cursor[:-4] + "AAAA"),
    ]

    assert [answer.status for answer in answers] == [400, 400, 400]
    assert {answer.json["code"] for answer in answers[:2]} == {"cursor_mismatch"}


@pytest.mark.parametrize(
    "query", ["filter[shoe_size]=44", "colour=red", "limit=0", "limit=201", "sort=shoe_size", "filter[kind][about]=x", "limit=many"]
)
def test_an_unknown_parameter_is_named_and_never_ignored(rep: Client, query: str) -> None:
    answer = rep.get(f"/v1/contacts?{query}")

    parameter, _, value = query.partition("=")
    named = [error["parameter"] for error in answer.json.get("errors", [])]
    assert answer.status == 400
    assert named == [parameter] or f"'{value}' is not a {parameter}" in answer.json["detail"]


def test_a_list_shows_the_fields_that_are_asked_for(rep: Client, many: str) -> None:
    page = rep.get("/v1/contacts", fields="full_name,kind", limit=5).must(200).json

    assert all(set(row) <= {"id", "version", "full_name", "kind"} and "full_name" in row for row in page["data"])


def test_a_search_takes_a_tree_of_conditions(rep: Client) -> None:
    mark = word()
    for level, region in (("A", "North"), ("A", "South"), ("B", "North"), ("C", "West")):
        account(rep, name=f"Tree {mark} {level}{region}", level=level, region=region)
    north_or_a = {"or": [{"field": "level", "value": "A"}, {"field": "region", "value": "North"}]}
    where = {"and": [{"field": "q", "value": mark}, north_or_a, {"not": {"field": "level", "value": "B"}}]}

    found = rep.post("/v1/accounts/search", {"where": where, "sort": "name"}).must(200).json["data"]

    assert [row["name"] for row in found] == [f"Tree {mark} ANorth", f"Tree {mark} ASouth"]


def test_a_part_of_a_chinese_name_and_of_a_phone_number_find_the_account(rep: Client) -> None:
    mark = word()
    made = account(rep, name=f"杭州云海{mark}机械有限公司", phone=f"+861390{uuid4().int % 10**7:07}")

    by_name = rep.get("/v1/accounts", **{"filter[q]": f"云海{mark}"}).must(200).json["data"]
    by_phone = rep.get("/v1/accounts", **{"filter[q]": made["phone"][5:]}).must(200).json["data"]

    assert [row["id"] for row in by_name] == [made["id"]]
    assert made["id"] in {row["id"] for row in by_phone}


def test_a_batch_with_one_bad_row_makes_the_good_ones_and_says_which_is_which(rep: Client) -> None:
    rows = [{"name": f"Row {word()}"}, {"name": ""}, {"name": f"Row {word()}", "shoe_size": 44}, {"name": f"Row {word()}"}]

    answer = rep.post("/v1/accounts/batch", {"data": rows})

    results = answer.json["data"]
    assert answer.status == 207
    assert [result["status"] for result in results] == [201, 422, 422, 201]
    assert [result["row"] for result in results] == [0, 1, 2, 3]
    assert results[2]["problem"]["errors"][0]["pointer"] == "/shoe_size"
    assert rep.get(f"/v1/accounts/{results[3]['data']['id']}").status == 200


def test_a_batch_is_repeated_safely(rep: Client) -> None:
    rows, key = [{"name": f"Row {word()}"} for _ in range(3)], word()

    first = rep.post("/v1/accounts/batch", {"data": rows}, Idempotency_Key=key).must(201).json["data"]
    again = rep.post("/v1/accounts/batch", {"data": rows}, Idempotency_Key=key).must(201).json["data"]

    assert [result["data"]["id"] for result in again] == [result["data"]["id"] for result in first]
    assert all(result["replayed"] for result in again)
