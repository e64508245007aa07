"""Batches: many creations, each with its own answer."""

from __future__ import annotations

from typing import Any

import pytest


def test_all_rows_that_are_right_are_201(call: Any) -> None:
    answer = call("POST", "/v1/tools/batch", {"data": [{"name": f"Tool {number}"} for number in range(20)]})

    assert answer.status_code == 201
    assert [result["row"] for result in answer.json["data"]] == list(range(20))
    assert [result["data"]["name"] for result in answer.json["data"]] == [f"Tool {number}" for number in range(20)]


def test_a_wrong_row_does_not_stop_the_others(call: Any) -> None:
    answer = call("POST", "/v1/tools/batch", {"data": [{"name": "A"}, {"name": ""}, {"name": "C", "colour": "red"}]})

    assert answer.status_code == 207
    assert [result["status"] for result in answer.json["data"]] == [201, 422, 422]
    assert answer.json["data"][2]["problem"]["errors"][0]["pointer"] == "/colour"
    assert [row["name"] for row in call("GET", "/v1/tools").json["data"]] == ["A"]


def test_a_batch_repeated_under_its_key_makes_nothing_twice(call: Any) -> None:
    rows = {"data": [{"name": "A"}, {"name": ""}, {"name": "B"}]}
    first = call("POST", "/v1/tools/batch", rows, Idempotency_Key="batch").json["data"]
    again = call("POST", "/v1/tools/batch", rows, Idempotency_Key="batch").json["data"]

    assert [result.get("replayed") for result in again] == [True, None, True]
    assert [result.get("data") for result in first] == [result.get("data") for result in again]
    assert len(call("GET", "/v1/tools").json["data"]) == 2


@pytest.mark.parametrize("body", [{}, {"data": []}, {"data": {}}, {"data": [1]}, {"data": [{}], "more": 1}, {"data": [{}] * 501}])
def test_what_is_no_batch_is_400(call: Any, body: Any) -> None:
    answer = call("POST", "/v1/tools/batch", body)

    assert (answer.status_code, answer.json["code"]) == (400, "malformed_batch")


@pytest.mark.slow
def test_five_hundred_rows_are_made_in_one_request(call: Any) -> None:
    answer = call("POST", "/v1/tools/batch", {"data": [{"name": f"Tool {number}"} for number in range(500)]})

    assert (answer.status_code, len(answer.json["data"])) == (201, 500)
    assert call("GET", "/v1/tools?count=exact").json["count"] == 500
