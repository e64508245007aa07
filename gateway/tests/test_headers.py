"""Headers that come with every answer, and with those to other origins."""

from __future__ import annotations

from typing import Any

import pytest

from gateway.application import routes
from gateway.pages import DOORS


def test_a_request_id_is_echoed(call: Any) -> None:
    assert call("GET", "/v1/tools", X_Request_Id="order-7.a").headers["X-Request-Id"] == "order-7.a"


@pytest.mark.parametrize("sent", ["", "a b", "x" * 129, "<script>", "ü"])
def test_a_request_id_that_is_none_is_replaced(call: Any, sent: str) -> None:
    found = call("GET", "/v1/tools", X_Request_Id=sent).headers["X-Request-Id"]

    assert found != sent
    assert len(found) == 32


def test_a_trace_is_continued(call: Any) -> None:
    trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"

    found = call("GET", "/v1/tools", traceparent=trace).headers["traceparent"]

    assert found[:36] == trace[:36]
    assert found[36:52] != trace[36:52]


def test_a_malformed_trace_begins_anew(call: Any) -> None:
    assert call("GET", "/v1/tools", traceparent="00-x-y-z").headers["traceparent"].startswith("00-")


@pytest.mark.parametrize("path", ["/v1/tools", "/v1/spoons", "/livez", "/docs", "/v1/openapi.json"])
def test_every_answer_has_security_headers(anonymous: Any, path: str) -> None:
    headers = anonymous("GET", path).headers

    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert (headers["X-Content-Type-Options"], headers["X-Frame-Options"]) == ("nosniff", "DENY")
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "max-age" in headers["Strict-Transport-Security"]


def test_a_page_of_an_allowed_origin_may_read_the_answer(call: Any) -> None:
    headers = call("GET", "/v1/tools", Origin="https://app.example").headers

    assert headers["Access-Control-Allow-Origin"] == "https://app.example"
    assert "ETag" in headers["Access-Control-Expose-Headers"]
    assert "Origin" in headers["Vary"]
    assert "Access-Control-Allow-Credentials" not in headers


@pytest.mark.parametrize("origin", ["https://evil.example", "https://app.example.evil", "null", "http://app.example"])
def test_a_page_of_another_origin_may_not(call: Any, origin: str) -> None:
    assert "Access-Control-Allow-Origin" not in call("GET", "/v1/tools", Origin=origin).headers


def test_a_browser_may_ask_first_without_a_token(anonymous: Any) -> None:
    asked = {"Origin": "https://app.example", "Access_Control_Request_Method": "PATCH"}

    answer = anonymous("OPTIONS", "/v1/tools", **asked)

    assert answer.status_code == 204
    assert "PATCH" in answer.headers["Access-Control-Allow-Methods"]
    assert {"If-Match", "Idempotency-Key", "Authorization"} <= set(answer.headers["Access-Control-Allow-Headers"].split(", "))


def test_a_browser_of_another_origin_is_told_nothing(anonymous: Any) -> None:
    answer = anonymous("OPTIONS", "/v1/tools", Origin="https://evil.example", Access_Control_Request_Method="PATCH")

    assert "Access-Control" not in str(answer.headers)


def test_answers_to_signed_in_people_are_not_kept_by_others(call: Any) -> None:
    tool = call.make()

    assert call("GET", f"/v1/tools/{tool['id']}").headers["Cache-Control"] == "private, no-cache"
    assert call("GET", "/v1/tools").headers["Cache-Control"] == "no-store"


def test_no_route_but_these_can_be_used_without_signing_in(app: Any, anonymous: Any) -> None:
    an_id = "018f0000-0000-7000-8000-000000000000"
    doors = {"/livez", "/readyz", "/metrics", "/docs", "/docs/<name>", "/v1/openapi.json", "/v1/sessions", *DOORS}

    for method, rule in routes(app):
        if rule not in doors:
            path = rule.replace("<uuid:tool_id>", an_id).replace("<service>", "any")
            assert anonymous(method, path).status_code == 401, (method, rule)
