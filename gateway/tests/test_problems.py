"""Whatever goes wrong is a problem document, and JSON that is not strict is refused."""

from __future__ import annotations

from typing import Any

import pytest

DEEP = b'{"name": ' + b"[" * 20 + b"]" * 20 + b"}"


def is_problem(answer: Any, status: int, code: str) -> bool:
    assert answer.content_type == "application/problem+json"
    assert {"type", "title", "status", "code", "request_id"} <= set(answer.json)
    assert answer.json["type"] == f"urn:crm:problem:{answer.json['code']}"
    assert answer.json["request_id"] == answer.headers["X-Request-Id"]
    assert "no-store" in answer.headers["Cache-Control"]
    return (answer.status_code, answer.json["status"], answer.json["code"]) == (status, status, code)


def test_nobody_is_401_and_told_how_to_sign_in(anonymous: Any) -> None:
    answer = anonymous("GET", "/v1/tools")

    assert is_problem(answer, 401, "unauthenticated")
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_path_that_does_not_exist_is_404(call: Any) -> None:
    assert is_problem(call("GET", "/v1/spoons"), 404, "not_found")
    assert is_problem(call("GET", "/v1/tools/"), 404, "not_found")
    assert is_problem(call("GET", "//v1/tools"), 404, "not_found")


def test_a_method_that_does_not_exist_is_405_with_those_that_do(call: Any) -> None:
    answer = call("DELETE", "/v1/tools")

    assert is_problem(answer, 405, "method_not_allowed")
    assert {"GET", "POST"} <= set(answer.headers["Allow"].replace(" ", "").split(","))


def test_a_body_over_a_mebibyte_is_413(call: Any) -> None:
    assert is_problem(call("POST", "/v1/tools", b'"' + b"x" * 1024 * 1024 + b'"'), 413, "too_large")


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "application/xml", "application/jsonx"])
def test_a_body_that_does_not_say_it_is_json_is_415(call: Any, kind: str) -> None:
    assert is_problem(call("POST", "/v1/tools", b'{"name": "Saw"}', Content_Type=kind), 415, "unsupported_media_type")


def test_a_compressed_body_is_415(call: Any) -> None:
    assert call("POST", "/v1/tools", b"\x1f\x8b", Content_Encoding="gzip").status_code == 415


@pytest.mark.parametrize(
    "body",
    [
        b"{", b"nothing", b'{"name": NaN}', b'{"weight": Infinity}', b'{"name": "\xff"}', b'{"name": "\\ud800"}',
        b'{"name": "a", "name": "b"}', b'{"price": {"amount": "1", "amount": "2"}}', b'{"name": "a",}', b"[" * 10_000,
        b'{"name": "a"} {}', b'\xef\xbb\xbf{"name": "a"}',
    ],
)  # fmt: skip
def test_what_is_not_strictly_json_is_400(call: Any, body: bytes) -> None:
    assert is_problem(call("POST", "/v1/tools", body), 400, "malformed_json")


def test_json_deeper_than_twenty_levels_is_400(call: Any) -> None:
    assert is_problem(call("POST", "/v1/tools", DEEP), 400, "too_deep")
    assert call("POST", "/v1/tools", DEEP.replace(b"[[", b"[").replace(b"]]", b"]")).status_code == 422


@pytest.mark.parametrize("body", [b"[]", b'"name"', b"1", b"null"])
def test_a_body_that_is_no_object_is_400(call: Any, body: bytes) -> None:
    assert is_problem(call("POST", "/v1/tools", body), 400, "malformed")


def test_an_empty_body_is_an_empty_object(call: Any) -> None:
    answer = call("POST", "/v1/tools")

    assert is_problem(answer, 422, "invalid")
    assert answer.json["errors"] == [{"pointer": "/name", "code": "required", "message": "Missing data for required field."}]


def test_a_failure_that_nobody_foresaw_is_500_and_tells_nothing(call: Any) -> None:
    answer = call("GET", "/v1/stumbles")

    assert is_problem(answer, 500, "internal_error")
    assert "secret" not in answer.text


def test_a_failure_in_the_gateway_is_500_and_tells_nothing(app: Any, anonymous: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.view_functions, "probes.livez", lambda: 1 // 0)
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)

    answer = anonymous("GET", "/livez")

    assert is_problem(answer, 500, "internal_error")
    assert "division" not in answer.text


def test_a_huge_number_leaves_no_trace(call: Any) -> None:
    assert call("POST", "/v1/tools", b'{"name": "a", "weight": 1e999}').status_code in (400, 422)
    assert call("POST", "/v1/tools", b'{"name": "a", "weight": ' + b"9" * 5000 + b"}").status_code in (400, 422)
    assert call("GET", "/v1/tools").json["data"] == []
