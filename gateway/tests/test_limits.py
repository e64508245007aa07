"""Rate limits: what is left, and what happens beyond."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

import pytest

from gateway.limits import Overdrawn


@pytest.fixture
def limited(started: Any, settings: Any, doors: Any, call: Any) -> Any:
    """Somebody at a gateway that lets them ask five times a minute."""
    while time.time() % 60 > 50:
        time.sleep(0.1)
    return type(call)(started(replace(settings, rate_per_minute=5)), doors.let_in())


def test_answers_say_what_is_left(limited: Any) -> None:
    headers = [limited("GET", "/v1/tools").headers for _ in range(2)]

    assert [each["RateLimit-Remaining"] for each in headers] == ["4", "3"]
    assert headers[0]["RateLimit-Limit"] == "5"
    assert headers[0]["RateLimit-Policy"] == '"user";q=5;w=60'
    assert headers[0]["RateLimit"].startswith('"user";r=4;t=')
    assert 0 < int(headers[0]["RateLimit-Reset"]) <= 60


def test_beyond_the_limit_is_429_with_the_time_to_wait(limited: Any) -> None:
    answers = [limited("GET", "/v1/tools") for _ in range(6)]

    assert [answer.status_code for answer in answers] == [200] * 5 + [429]
    assert answers[5].json["code"] == "rate_limited"
    assert 0 < int(answers[5].headers["Retry-After"]) <= 60
    assert answers[5].headers["RateLimit-Remaining"] == "0"


def test_another_user_has_an_account_of_their_own(limited: Any, doors: Any) -> None:
    for _ in range(6):
        limited("GET", "/v1/tools")

    assert type(limited)(limited.app, doors.let_in())("GET", "/v1/tools").status_code == 200


def test_two_sessions_of_one_user_share_an_account(limited: Any, doors: Any) -> None:
    second = f"second of {limited.token}"
    doors.know(second, doors.content(limited.token))

    answers = [limited("GET", "/v1/tools", Authorization=f"Bearer {token}") for token in [limited.token, second] * 3]

    assert [answer.status_code for answer in answers] == [200] * 5 + [429]


def test_a_key_may_have_a_limit_of_its_own(app: Any, call: Any, doors: Any) -> None:
    key = type(call)(app, doors.let_in(per_minute=2))

    assert [key("GET", "/v1/tools").status_code for _ in range(3)] == [200, 200, 429]


def test_zero_turns_the_limit_off(started: Any, settings: Any, call: Any, doors: Any) -> None:
    free = type(call)(started(replace(settings, rate_per_minute=0)), doors.let_in())

    assert "RateLimit" not in free("GET", "/v1/tools").headers


def test_sign_ins_are_limited_per_address_of_e_mail(anonymous: Any, call: Any) -> None:
    guess = {"email": f"{anonymous.address}@example.com", "password": "wrong"}
    spelled = {**guess, "email": guess["email"].upper()}

    answers = [anonymous("POST", "/v1/sessions", guess if number % 2 else spelled) for number in range(11)]

    assert [answer.status_code for answer in answers] == [401] * 10 + [429]
    other = type(call)(anonymous.app)
    assert other("POST", "/v1/sessions", guess).status_code == 429
    assert anonymous("POST", "/v1/sessions", {"email": "somebody-else@example.com", "password": "correct"}).status_code == 201


def test_sign_ins_are_limited_per_address_of_the_network(started: Any, settings: Any, anonymous: Any) -> None:
    strict = type(anonymous)(started(replace(settings, sign_in_per_minute=1)))

    answers = [strict("POST", "/v1/sessions", {"email": f"{n}@example.com", "password": "wrong"}) for n in range(11)]

    assert [answer.status_code for answer in answers] == [401] * 10 + [429]


def test_guessing_tokens_is_limited_per_address(app: Any, call: Any, anonymous: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gateway.doorkeeper.FAILURES_PER_MINUTE", 3)

    statuses = [anonymous("GET", "/v1/tools", Authorization=f"Bearer guess-{n}").status_code for n in range(6)]

    assert statuses == [401, 401, 401, 401, 429, 429]
    call.address = anonymous.address
    assert call("GET", "/v1/tools").status_code == 429


def test_forms_are_limited_per_address_more_strictly_than_sign_ins(app: Any, anonymous: Any) -> None:
    board = app.extensions["gateway"]
    rule, sign_in = board.throttles["form"], board.throttles["sign_in"]

    for _ in range(rule.per_address):
        board.limits.throttle(rule, anonymous.address, {})

    assert rule.per_address < sign_in.per_address
    with pytest.raises(Overdrawn):
        board.limits.throttle(rule, anonymous.address, {})
