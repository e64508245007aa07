"""Whether it lives, whether it could serve, and what it measured; and pings."""

from __future__ import annotations

from typing import Any

import pytest
from standing import Standing, eventually


def test_it_lives_and_is_ready(anonymous: Any) -> None:
    assert (anonymous("GET", "/livez").status_code, anonymous("GET", "/readyz").status_code) == (200, 200)


@pytest.mark.slow
def test_it_is_not_ready_without_identity(anonymous: Any, doors: Standing) -> None:
    doors.stop()
    try:
        assert anonymous("GET", "/readyz").status_code == 503
        assert anonymous("GET", "/livez").status_code == 200
    finally:
        doors.start()
    eventually(lambda: anonymous("GET", "/readyz").status_code == 200)


@pytest.mark.slow
def test_it_is_not_ready_without_the_broker(wired: Any) -> None:
    call, broker, _ = wired
    broker.cut()

    assert call("GET", "/readyz").status_code == 503
    assert call("GET", "/livez").status_code == 200


def test_requests_are_measured_by_route_and_status(call: Any, anonymous: Any) -> None:
    call("GET", f"/v1/tools/{call.make()['id']}")

    text = anonymous("GET", "/metrics").text

    assert 'crm_http_request_seconds_count{method="GET",route="/tools/<uuid:tool_id>",status="200"}' in text


def test_a_ping_goes_all_the_way_to_the_service(call: Any, tools: Standing) -> None:
    assert call("GET", f"/v1/ping/{tools.name}").json == {"service": tools.name}


def test_a_ping_needs_a_sign_in_and_a_service_that_exists(call: Any, anonymous: Any, tools: Standing) -> None:
    assert anonymous("GET", f"/v1/ping/{tools.name}").status_code == 401
    assert call("GET", "/v1/ping/nowhere").status_code == 404
