"""Lists: filters, sorts, pages, search, and parameters that do not exist."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest


@pytest.fixture
def shelf(call: Any) -> Any:
    """Five tools, one of them blunt."""
    for number, name in enumerate(["Adze", "Bevel", "Chisel", "Drill", "Emery"]):
        price = {"amount": f"{number}.00", "currency": "CNY"}
        call.make(name=name, weight=str(number), price=price, bought_on=f"2026-01-0{number + 1}")
    adze = call("GET", "/v1/tools?filter[name]=Adze").json["data"][0]
    assert call("POST", f"/v1/tools/{adze['id']}/actions/wear-out", If_Match='"1"').status_code == 200
    return call


def names(answer: Any) -> list[str]:
    assert answer.status_code == 200, answer.text
    return [row["name"] for row in answer.json["data"]]


def test_a_list_has_data_and_says_whether_there_is_more(shelf: Any) -> None:
    answer = shelf("GET", "/v1/tools?sort=name")

    assert names(answer) == ["Adze", "Bevel", "Chisel", "Drill", "Emery"]
    assert (answer.json["has_more"], answer.json["next_cursor"]) == (False, None)
    assert "Link" not in answer.headers


def test_the_link_leads_from_page_to_page(shelf: Any) -> None:
    found, path = [], "/v1/tools?sort=name&limit=2&filter[status]=sharp,blunt"
    while path:
        answer = shelf("GET", path)
        found += names(answer)
        link = answer.headers.get("Link", "")
        assert ('rel="next"' in link) == answer.json["has_more"]
        path = link.partition(">")[0].removeprefix("<")

    assert found == ["Adze", "Bevel", "Chisel", "Drill", "Emery"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("filter[status]=blunt", ["Adze"]),
        ("filter[name]=Adze,Drill", ["Adze", "Drill"]),
        ("filter[name][in]=Adze,Drill", ["Adze", "Drill"]),
        ("filter[weight][gte]=3", ["Drill", "Emery"]),
        ("filter[weight][gte]=1&filter[weight][lt]=3", ["Bevel", "Chisel"]),
        ("filter[price][gt]=3", ["Emery"]),
        ("filter[bought_on][lte]=2026-01-02", ["Adze", "Bevel"]),
        ("filter[name][starts]=ch", ["Chisel"]),
        ("filter[name][contains]=ill", ["Drill"]),
        ("filter[weight][null]=true", []),
        ("filter[q]=eve", ["Bevel"]),
        ("filter[name][eq]=a,b", []),
        ("sort=-weight&limit=2", ["Emery", "Drill"]),
    ],
)
def test_filters_narrow_the_list(shelf: Any, query: str, expected: list[str]) -> None:
    assert names(shelf("GET", f"/v1/tools?{query if 'sort' in query else query + '&sort=name'}")) == expected


def test_count_and_fields_come_when_asked_for(shelf: Any) -> None:
    answer = shelf("GET", "/v1/tools?count=exact&fields=name,weight&limit=1")

    assert answer.json["count"] == 5
    assert set(answer.json["data"][0]) == {"id", "name", "weight"}


def test_updated_since_shows_what_changed(shelf: Any) -> None:
    late = shelf("GET", "/v1/tools?updated_since=2990-01-01T00:00:00Z")

    assert names(late) == []


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("colour=red", "colour"),
        ("filter[colour]=red", "filter[colour]"),
        ("filter[name][like]=red", "filter[name][like]"),
        ("filter[name][eq][eq]=red", "filter[name][eq][eq]"),
        ("filter=red", "filter"),
        ("where={}", "where"),
        ("filter[weight][gte]=heavy", "filter[weight][gte]"),
        ("filter[owner_id]=me", "filter[owner_id]"),
        ("filter[name]=a&filter[weight]=x", "filter[weight]"),
        ("limit=0", "limit"),
        ("limit=201", "limit"),
        ("limit=many", "limit"),
        ("limit=1&limit=2", "limit"),
        ("count=all", "count"),
        ("deleted=perhaps", "deleted"),
        ("updated_since=2026-01-01T00:00:00", "updated_since"),
    ],
)
def test_a_parameter_that_is_not_right_is_400_and_named(call: Any, query: str, parameter: str) -> None:
    answer = call("GET", f"/v1/tools?{query}")

    assert answer.status_code == 400, answer.text
    assert [error["parameter"] for error in answer.json["errors"]] == [parameter]


@pytest.mark.parametrize(
    ("query", "code"),
    [("sort=colour", "unknown_sort"), ("fields=colour", "unknown_field"), ("cursor=x", "cursor_malformed")],
)
def test_sorts_fields_and_cursors_that_are_not_there_are_400(call: Any, query: str, code: str) -> None:
    answer = call("GET", f"/v1/tools?{query}")

    assert (answer.status_code, answer.json["code"]) == (400, code)


def test_a_cursor_is_bound_to_its_question(shelf: Any) -> None:
    cursor = shelf("GET", "/v1/tools?limit=1").json["next_cursor"]

    answer = shelf("GET", f"/v1/tools?limit=1&sort=name&cursor={cursor}")

    assert (answer.status_code, answer.json["code"]) == (400, "cursor_mismatch")


def test_search_takes_a_tree_and_answers_like_the_list(shelf: Any) -> None:
    tree = {"or": [{"field": "name", "op": "eq", "value": "Adze"}, {"not": {"field": "weight", "op": "lt", "value": "4"}}]}

    answer = shelf("POST", "/v1/tools/search", {"where": tree, "sort": "name", "limit": 50})

    assert names(answer) == ["Adze", "Emery"]
    assert answer.json["has_more"] is False


def test_a_search_that_breaks_a_rule_is_422_and_points_to_the_place(call: Any) -> None:
    answer = call("POST", "/v1/tools/search", {"where": {"and": [{"field": "colour", "op": "eq", "value": 1}]}})

    assert (answer.status_code, answer.json["errors"][0]["pointer"]) == (422, "/where/and/0/field")


def test_a_question_reads_its_parameters_in_their_types(call: Any) -> None:
    answer = call("GET", "/v1/weights?status=sharp&names=a,b&at_most=7&is_rough=true")

    assert answer.json["asked"] == {"status": "sharp", "names": ["a", "b"], "at_most": 7, "is_rough": True}


@pytest.mark.parametrize("query", ["status=dull", "at_most=101", "at_most=x", "is_rough=1", "bought_after=yesterday", "colour=red"])
def test_a_question_with_a_wrong_parameter_is_400_and_names_it(call: Any, query: str) -> None:
    answer = call("GET", f"/v1/weights?{query}")

    assert (answer.status_code, answer.json["errors"][0]["parameter"]) == (400, query.partition("=")[0])


def test_a_question_that_breaks_a_rule_of_the_business_stays_422(call: Any) -> None:
    answer = call("GET", "/v1/weights?bought_after=2026-02-01&bought_before=2026-01-01")

    assert (answer.status_code, answer.json["code"]) == (422, "period_reversed")


def test_an_id_that_is_none_is_404(call: Any) -> None:
    assert call("GET", "/v1/tools/7").status_code == 404
    assert call("GET", f"/v1/tools/{uuid4()}").status_code == 404
