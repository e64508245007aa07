"""Redis away, hung, emptied: nobody is turned away, and nobody gets in who should not."""

from __future__ import annotations

import time
from typing import Any

import pytest

from gateway import recent


def test_requests_are_answered_while_redis_is_away(wired: Any, doors: Any) -> None:
    call, _, redis = wired
    redis.cut()

    answers = [call("GET", "/v1/tools") for _ in range(5)]

    assert [answer.status_code for answer in answers] == [200] * 5
    assert "RateLimit" not in answers[0].headers
    assert doors.resolutions(call.token) == 1


def test_nobody_gets_in_by_redis_being_away(wired: Any, doors: Any) -> None:
    call, _, redis = wired
    redis.cut()

    assert type(call)(call.app, "made up")("GET", "/v1/tools").status_code == 401


@pytest.mark.slow
def test_signing_out_counts_while_redis_is_away_and_when_it_is_back(wired: Any) -> None:
    call, _, redis = wired
    assert call("GET", "/v1/tools").status_code == 200
    redis.cut()

    call("POST", "/v1/sessions/current/actions/end", {"token": call.token})

    assert call("GET", "/v1/tools").status_code == 401
    redis.mend()
    time.sleep(1.1)
    assert call("GET", "/v1/tools").status_code == 401


def test_a_redis_that_hangs_delays_one_request_and_not_all(wired: Any) -> None:
    call, _, redis = wired
    call("GET", "/v1/tools")
    redis.hang()

    began = time.monotonic()
    answers = [call("GET", "/v1/tools") for _ in range(10)]

    assert [answer.status_code for answer in answers] == [200] * 10
    assert time.monotonic() - began < 1.5


def test_sign_ins_stay_limited_without_redis(wired: Any) -> None:
    call, _, redis = wired
    redis.cut()
    anonymous = type(call)(call.app)
    guess = {"email": f"{anonymous.address}@example.com", "password": "wrong"}

    statuses = [anonymous("POST", "/v1/sessions", guess).status_code for _ in range(12)]

    assert statuses.count(429) >= 1
    assert set(statuses) == {401, 429}


def test_an_emptied_redis_costs_a_question_and_nothing_else(wired: Any, doors: Any) -> None:
    call, _, _ = wired
    call("GET", "/v1/tools")
    store = call.app.extensions["gateway"].store
    store.run(lambda server: [server.delete(key) for key in server.keys("crm:session:*")])
    store.run(lambda server: server.script_flush())
    time.sleep(recent.SECONDS)

    assert call("GET", "/v1/tools").status_code == 200
    assert doors.resolutions(call.token) == 2


@pytest.mark.slow
def test_a_rest_is_over_when_redis_is_back(wired: Any) -> None:
    call, _, redis = wired
    redis.cut()
    call("GET", "/v1/tools")
    redis.mend()
    time.sleep(1.2)

    assert "RateLimit" in call("GET", "/v1/tools").headers
