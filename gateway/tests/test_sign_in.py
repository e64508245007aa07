"""From token to caller: what is remembered of identity's word, for how long, and what ends it."""

from __future__ import annotations

import time
from typing import Any

import pytest
from standing import eventually

from gateway import doorkeeper, recent


def entry(call: Any) -> str:
    key = doorkeeper.name_of(call.token)
    return f"crm:session:{key}"


def server(app: Any) -> Any:
    return app.extensions["gateway"].store.run(lambda connection: connection)


def age(app: Any, call: Any, seconds: int) -> None:
    """Make the cache believe that it asked so many seconds earlier, and wait until it is asked itself."""
    time.sleep(recent.SECONDS)
    server(app).hincrby(entry(call), "asked", -seconds * 1_000_000)


def test_identity_is_asked_once_for_many_requests(call: Any, doors: Any) -> None:
    for _ in range(5):
        assert call("GET", "/v1/tools").status_code == 200

    assert doors.resolutions(call.token) == 1


def test_identity_is_asked_again_after_a_minute(app: Any, call: Any, doors: Any) -> None:
    call("GET", "/v1/tools")
    age(app, call, 61)
    doors.forget(call.token)

    assert call("GET", "/v1/tools").status_code == 401
    assert doors.resolutions(call.token) == 2


def test_the_token_itself_is_kept_nowhere(app: Any, call: Any) -> None:
    call("GET", "/v1/tools")

    connection = server(app)
    kept = [str(connection.hgetall(key)) + str(key) for key in connection.keys("crm:session:*")]
    assert kept
    assert not [text for text in kept if call.token in text]


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Basic YTpi", "token", "Bearer " + "x" * 600, "Bearer tökén"])
def test_an_authorization_that_is_none_is_401(anonymous: Any, header: str) -> None:
    assert anonymous("GET", "/v1/tools", Authorization=header).status_code == 401


def test_an_unknown_token_is_401_and_identity_is_not_asked_each_time(anonymous: Any, doors: Any) -> None:
    for _ in range(4):
        assert anonymous("GET", "/v1/tools", Authorization=f"Bearer no-{anonymous.address}").status_code == 401

    assert doors.resolutions(f"no-{anonymous.address}") == 1


@pytest.mark.slow
def test_a_session_ends_when_it_ends(app: Any, call: Any, doors: Any) -> None:
    brief = type(call)(app, doors.let_in(seconds=2))
    assert brief("GET", "/v1/tools").status_code == 200

    time.sleep(2.1)

    assert brief("GET", "/v1/tools").status_code == 401


def test_signing_out_ends_the_session_at_once(call: Any) -> None:
    assert call("GET", "/v1/tools").status_code == 200

    assert call("POST", "/v1/sessions/current/actions/end", {"token": call.token}).status_code == 204

    assert call("GET", "/v1/tools").status_code == 401


def test_signing_out_ends_it_at_every_process_of_the_gateway(call: Any, started: Any, settings: Any) -> None:
    other = type(call)(started(settings), call.token)
    assert other("GET", "/v1/tools").status_code == 200

    call("POST", "/v1/sessions/current/actions/end", {"token": call.token})

    assert other("GET", "/v1/tools").status_code == 401


def test_a_change_of_rights_counts_at_once_for_the_whole_tenant(app: Any, call: Any, doors: Any) -> None:
    tenant = doors.content(call.token)["caller"]["tenant_id"]
    colleague = type(call)(app, doors.let_in("workshop.tool.read:all", tenant_id=tenant))
    assert colleague("POST", "/v1/tools", {"name": "Saw"}).status_code == 403
    content = doors.content(colleague.token)
    doors.know(colleague.token, {**content, "caller": {**content["caller"], "grants": {"*": "all"}}})

    call("POST", "/v1/sessions/current/actions/end", {"token": "another"})

    assert colleague("POST", "/v1/tools", {"name": "Saw"}).status_code == 201


def test_a_token_is_good_from_its_own_networks_only(app: Any, call: Any, doors: Any) -> None:
    bound = type(call)(app, doors.let_in(ip_allow=("192.0.2.0/24", "2001:db8::7")))

    assert bound("GET", "/v1/tools", X_Forwarded_For="192.0.2.77").status_code == 200
    assert bound("GET", "/v1/tools", X_Forwarded_For="2001:db8::7").status_code == 200
    answer = bound("GET", "/v1/tools", X_Forwarded_For="192.0.3.1")
    assert (answer.status_code, answer.json["code"]) == (403, "address_not_allowed")


def test_an_address_that_the_client_made_up_does_not_count(app: Any, call: Any, doors: Any) -> None:
    bound = type(call)(app, doors.let_in(ip_allow=("192.0.2.0/24",)))

    assert bound("GET", "/v1/tools", X_Forwarded_For="192.0.2.77, 203.0.113.9").status_code == 403
    assert bound("GET", "/v1/tools", X_Forwarded_For="203.0.113.9, 192.0.2.77, 127.0.0.9").status_code == 200
    assert bound("GET", "/v1/tools", X_Forwarded_For="192.0.2.77, nonsense").status_code == 403


@pytest.mark.slow
def test_the_services_go_on_while_identity_is_away(app: Any, call: Any, doors: Any) -> None:
    call("GET", "/v1/tools")
    age(app, call, 300)
    doors.stop()
    try:
        assert call("GET", "/v1/tools").status_code == 200
        stranger = type(call)(app, "never seen before")
        answer = stranger("GET", "/v1/tools")
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "2")
    finally:
        doors.start()
    eventually(lambda: stranger("GET", "/v1/tools").status_code == 401, what="identity")
