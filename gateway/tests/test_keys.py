"""Idempotency keys: one effect and one answer, however often a request comes."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest


def test_a_repeat_gives_the_same_answer_and_does_nothing_twice(call: Any) -> None:
    first = call("POST", "/v1/tools", {"name": "Saw"}, Idempotency_Key="a")
    again = call("POST", "/v1/tools", {"name": "Saw"}, Idempotency_Key="a")

    assert (again.status_code, again.json) == (first.status_code, first.json) == (201, again.json)
    assert (again.headers["Location"], again.headers["ETag"]) == (first.headers["Location"], first.headers["ETag"])
    assert ("Idempotency-Replayed" in first.headers, again.headers["Idempotency-Replayed"]) == (False, "true")
    assert len(call("GET", "/v1/tools").json["data"]) == 1


def test_a_change_repeated_is_not_stale(call: Any) -> None:
    tool = call.make()
    answers = [call("PATCH", f"/v1/tools/{tool['id']}", {"name": "B"}, If_Match='"1"', Idempotency_Key="b") for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[1].json["version"] == 2


def test_a_removal_repeated_is_204_again(call: Any) -> None:
    tool = call.make()
    answers = [call("DELETE", f"/v1/tools/{tool['id']}", If_Match='"1"', Idempotency_Key="c") for _ in range(2)]

    assert [answer.status_code for answer in answers] == [204, 204]
    assert answers[1].headers["Idempotency-Replayed"] == "true"


def test_another_request_under_the_key_is_422(call: Any) -> None:
    call("POST", "/v1/tools", {"name": "Saw"}, Idempotency_Key="d")

    answer = call("POST", "/v1/tools", {"name": "Axe"}, Idempotency_Key="d")

    assert (answer.status_code, answer.json["code"]) == (422, "idempotency_key_reused")


def test_the_same_key_of_somebody_else_is_another(call: Any, app: Any, doors: Any) -> None:
    other = type(call)(app, doors.let_in())
    ids = {each("POST", "/v1/tools", {"name": "Saw"}, Idempotency_Key="e").json["id"] for each in (call, other)}

    assert len(ids) == 2


def test_many_at_once_have_one_effect(call: Any) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: call("POST", "/v1/tools", {"name": "Saw"}, Idempotency_Key="f"), range(16)))

    assert {answer.status_code for answer in answers} <= {201, 409}
    assert len(call("GET", "/v1/tools").json["data"]) == 1
    busy = [answer for answer in answers if answer.status_code == 409]
    assert all((answer.json["code"], answer.headers["Retry-After"]) == ("in_progress", "1") for answer in busy)


@pytest.mark.parametrize("key", ["", " ", "a b", "x" * 256, "schlüssel"])
def test_a_key_that_is_none_is_400(call: Any, key: str) -> None:
    answer = call("POST", "/v1/tools", {"name": "Saw"}, Idempotency_Key=key)

    assert (answer.status_code, answer.json["code"]) == (400, "malformed_idempotency_key")


def test_a_key_may_have_255_characters(call: Any) -> None:
    assert call("POST", "/v1/tools", {"name": "Saw"}, Idempotency_Key="x" * 255).status_code == 201
