"""Patience, and what may be repeated."""

import pytest
from click import ClickException, UsageError

from crm_cli.failures import Refused, Unreachable
from crm_cli.server import ATTEMPTS, Server, path_of

BUSY = {"status": 503, "title": "Not now", "code": "unavailable", "request_id": "r1"}


def test_a_repeated_request_keeps_its_key(server):
    server.answer(503, BUSY, Retry_After="0").answer(504, BUSY, Retry_After="0").answer(201, {"id": "1"})

    assert Server(server.url).post("/v1/accounts", {"name": "x"}) == {"id": "1"}

    keys = [asked.headers["idempotency-key"] for asked in server.asked]
    assert len(keys) == 3
    assert len(set(keys)) == 1


def test_each_command_has_a_key_of_its_own(server):
    server.answer(201, {})
    client = Server(server.url)

    client.post("/v1/accounts", {})
    client.post("/v1/accounts", {})

    assert server.asked[0].headers["idempotency-key"] != server.asked[1].headers["idempotency-key"]


def test_patience_ends(server):
    server.answer(503, BUSY, Retry_After="0")

    with pytest.raises(Unreachable, match="Not now") as failure:
        Server(server.url).get("/v1/accounts")

    assert failure.value.exit_code == 3
    assert "Request r1" in failure.value.message
    assert len(server.asked) == ATTEMPTS


@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 412, 422, 428])
def test_a_refusal_is_not_repeated(server, status):
    server.answer(status, {"title": "No", "status": status, "code": "duplicate"})

    with pytest.raises(Refused) as failure:
        Server(server.url).post("/v1/accounts", {})

    assert failure.value.status == status
    assert len(server.asked) == 1


def test_a_request_that_is_still_at_work_is_asked_for_again(server):
    server.answer(409, {"title": "Wait", "code": "in_progress"}, Retry_After="0").answer(201, {"id": "1"})

    assert Server(server.url).post("/v1/accounts", {}) == {"id": "1"}


def test_too_many_requests_are_a_refusal_in_the_end(server):
    server.answer(429, {"title": "Too many", "status": 429}, Retry_After="0")

    with pytest.raises(Refused, match="Too many"):
        Server(server.url).get("/v1/accounts")

    assert len(server.asked) == ATTEMPTS


def test_nobody_waits_for_an_hour(server):
    server.answer(429, {"title": "Too many", "status": 429}, Retry_After="3600")

    with pytest.raises(Refused):
        Server(server.url).get("/v1/accounts")

    assert len(server.asked) == 1


def test_retry_after_may_be_a_date(server):
    server.answer(503, BUSY, Retry_After="Wed, 21 Oct 2015 07:28:00 GMT").answer(200, {"id": "1"})

    assert Server(server.url).get("/v1/accounts/1") == {"id": "1"}


def test_nothing_there_is_not_a_traceback():
    client = Server("http://127.0.0.1:9").hurried()

    with pytest.raises(Unreachable, match="nothing answers there"):
        client.get("/v1/me")


def test_a_token_does_not_follow_a_redirect(server):
    server.answer(302, None, Location="http://elsewhere.example/")

    with pytest.raises(Unreachable, match=r"elsewhere\.example"):
        Server(server.url, "token").get("/v1/me")

    assert len(server.asked) == 1


def test_a_netrc_does_not_replace_the_token(server, home):
    (home / ".netrc").write_text("default login somebody password else\n", encoding="utf-8")
    server.answer(200, {})

    Server(server.url, "token").get("/v1/me")

    assert server.asked[0].headers["authorization"] == "Bearer token"


@pytest.mark.parametrize("body", [b"<html>", b"{"])
def test_what_is_no_crm_is_said_to_be_none(server, body):
    server.answer(200, body)

    with pytest.raises(ClickException, match="is the URL right"):
        Server(server.url).get("/v1/me")


def test_a_refusal_in_html_is_still_a_refusal(server):
    server.answer(404, b"<html>")

    with pytest.raises(Refused, match="Not Found"):
        Server(server.url).get("/v1/me")


@pytest.mark.parametrize("token", ["two words", "über", "a\r\nX-Evil: 1"])
def test_what_cannot_be_a_token_is_wrong_use(token):
    with pytest.raises(UsageError):
        Server("http://127.0.0.1:9", token)


def test_addresses_are_made_of_what_was_typed():
    assert path_of("accounts") == "/v1/accounts"
    assert path_of("/v1/accounts/", "a b?") == "/v1/accounts/a%20b%3F"
    assert path_of("accounts/7/360") == "/v1/accounts/7/360"


@pytest.mark.parametrize("collection", ["", "/", "../metrics", "accounts/.."])
def test_an_address_stays_below_the_api(collection):
    with pytest.raises(UsageError):
        path_of(collection)
