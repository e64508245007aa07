"""The rules of the API that hold for every route, shown over HTTP on a few."""

from __future__ import annotations

import http.client
import json
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from company import Company
from made import account, contact, lead, match, word

from crm_kit.testing.system import Answer, Client, System


@pytest.fixture
def rep(company: Company) -> Client:
    return company["sales_representative"]


# --- versions --------------------------------------------------------------------------------------------------------


def test_a_new_record_has_a_place_and_a_version(rep: Client) -> None:
    answer = rep.post("/v1/accounts", {"name": f"Account {word()}"}).must(201)

    assert answer.headers["etag"] == '"1"'
    assert answer.json["version"] == 1
    assert rep.get(answer.headers["location"]).must(200).json["id"] == answer.json["id"]


def test_a_change_must_say_which_version_it_means(rep: Client) -> None:
    made = account(rep)

    answer = rep.patch(f"/v1/accounts/{made['id']}", {"level": "A"})

    assert (answer.status, answer.json["code"]) == (428, "precondition_required")
    assert rep.get(f"/v1/accounts/{made['id']}").json["level"] is None


def test_a_change_of_an_old_version_is_refused_with_the_record_as_it_is_and_what_changed_since(rep: Client) -> None:
    made = account(rep)
    rep.patch(f"/v1/accounts/{made['id']}", {"level": "A"}, **match(made)).must(200)

    late = rep.patch(f"/v1/accounts/{made['id']}", {"region": "North"}, **match(made))

    assert (late.status, late.json["code"]) == (412, "stale")
    assert late.json["current"]["level"] == "A"
    assert late.json["changed"] == ["level"]
    assert late.headers["etag"] == '"2"'


def test_the_version_may_stand_in_the_body(rep: Client) -> None:
    made = account(rep)

    answer = rep.patch(f"/v1/accounts/{made['id']}", {"level": "B", "version": made["version"]}).must(200)

    assert (answer.json["level"], answer.headers["etag"]) == ("B", '"2"')


def test_who_has_the_present_version_is_not_sent_it_again(rep: Client) -> None:
    made = account(rep)
    tag = rep.get(f"/v1/accounts/{made['id']}").must(200).headers["etag"]

    same = rep.call("GET", f"/v1/accounts/{made['id']}", headers={"If_None_Match": tag})
    rep.patch(f"/v1/accounts/{made['id']}", {"level": "A"}, **match(made)).must(200)
    newer = rep.call("GET", f"/v1/accounts/{made['id']}", headers={"If_None_Match": tag})

    assert (same.status, same.body, newer.status) == (304, b"", 200)


def test_a_deleted_record_is_gone_and_can_be_restored(rep: Client) -> None:
    made = account(rep)

    rep.delete(f"/v1/accounts/{made['id']}", **match(made)).must(204)
    gone = rep.get(f"/v1/accounts/{made['id']}").status
    version = made["version"] + 1
    rep.post(f"/v1/accounts/{made['id']}/actions/restore", {"version": version}).must(200)

    assert (gone, rep.get(f"/v1/accounts/{made['id']}").status) == (404, 200)


# --- repeats ---------------------------------------------------------------------------------------------------------


def test_a_repeat_with_its_key_gives_the_same_answer_and_does_nothing_twice(rep: Client) -> None:
    body, key = {"name": f"Account {word()}"}, word()

    first = rep.post("/v1/accounts", body, Idempotency_Key=key).must(201)
    again = rep.post("/v1/accounts", body, Idempotency_Key=key).must(201)

    assert again.json == first.json
    assert [answer.headers.get("idempotency-replayed") for answer in (first, again)] == [None, "true"]
    found = rep.get("/v1/accounts", **{"filter[name]": body["name"], "count": "exact"}).must(200).json
    assert found["count"] == 1


def test_a_key_that_was_used_for_something_else_is_refused(rep: Client) -> None:
    key = word()
    rep.post("/v1/accounts", {"name": f"Account {word()}"}, Idempotency_Key=key).must(201)

    other = rep.post("/v1/accounts", {"name": f"Account {word()}"}, Idempotency_Key=key)

    assert (other.status, other.json["code"]) == (422, "idempotency_key_reused")


def test_a_key_is_only_its_sender_s(company: Company) -> None:
    body, key = {"full_name": "Ada Byron", "addresses": [{"line1": "1 Mill Lane"}]}, word()

    ids = {company[who].post("/v1/contacts", body, Idempotency_Key=key).must(201).json["id"] for who in ("mate", "inner")}

    assert len(ids) == 2


# --- money, time, text -----------------------------------------------------------------------------------------------


def test_input_that_breaks_a_rule_is_named_field_by_field_and_leaves_nothing(rep: Client) -> None:
    mark = word()
    body = {"name": f"Broken {mark}", "level": "Z", "website": "javascript:alert(1)", "parent_id": "seven", "shoe_size": 44}

    answer = rep.post("/v1/accounts", body)

    assert answer.status == 422
    assert {error["pointer"] for error in answer.json["errors"]} == {"/level", "/website", "/parent_id", "/shoe_size"}
    assert rep.get("/v1/accounts", **{"filter[q]": mark, "count": "exact"}).json["count"] == 0


def test_money_with_more_decimals_than_its_currency_has_is_refused(rep: Client) -> None:
    body = {"opportunity": {"close_date": "2099-01-01", "amount": {"amount": "1.005", "currency": "CNY"}}}
    made = lead(rep)
    rep.post(f"/v1/leads/{made['id']}/actions/assign", {}, **match(made))

    answer = rep.post(f"/v1/leads/{made['id']}/actions/convert", body, If_Match='"1"')

    assert answer.status == 422
    assert answer.json["errors"][0]["pointer"].startswith("/opportunity/amount")


def test_a_time_without_an_offset_is_refused(rep: Client) -> None:
    person = contact(rep)
    consent = {"channel": "email", "status": "opted_in", "at": "2026-01-01T08:00:00"}

    answer = rep.post(f"/v1/contacts/{person['id']}/consents", consent)

    assert (answer.status, answer.json["errors"][0]["pointer"]) == (422, "/at")


# --- limits and headers ----------------------------------------------------------------------------------------------


def test_every_answer_says_how_much_of_the_minute_is_left(rep: Client) -> None:
    first, second = (rep.get("/v1/me").must(200).headers for _ in range(2))

    limit, left = int(second["ratelimit-limit"]), int(second["ratelimit-remaining"])
    assert 0 <= left < limit
    assert left == int(first["ratelimit-remaining"]) - 1 or int(second["ratelimit-reset"]) > int(first["ratelimit-reset"])
    assert f"r={left}" in second["ratelimit"]


def test_guessing_a_password_is_slowed_down(system: System) -> None:
    visitor, nobody = system.visitor(), f"{word()}@stories.example"

    statuses = [visitor.post("/v1/sessions", {"email": nobody, "password": "wrong guess"}).status for _ in range(11)]
    last = visitor.post("/v1/sessions", {"email": nobody, "password": "wrong guess"})

    assert set(statuses) == {401, 429}
    assert last.status == 429
    assert int(last.headers["retry-after"]) > 0


def test_answers_carry_the_request_s_id_and_headers_that_protect_browsers(rep: Client) -> None:
    mark = word()

    answer = rep.call("GET", "/v1/me", headers={"X_Request_Id": mark})

    assert answer.headers["x-request-id"] == mark
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "traceparent" in answer.headers
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_the_documentation_is_open_and_needs_no_other_server(system: System) -> None:
    visitor = system.visitor()

    page, document = visitor.get("/docs").must(200), visitor.get("/v1/openapi.json").must(200)

    assert b"http://" not in page.body
    assert b"https://" not in page.body
    assert document.json["openapi"].startswith("3.1")
    assert "/v1/leads/{lead_id}/actions/convert" in document.json["paths"]


# --- what went wrong -------------------------------------------------------------------------------------------------


def _raw(client: Client, method: str, path: str, content: bytes | None, kind: str = "application/json") -> Answer:
    """A request whose body is just these bytes."""
    parts = urlsplit(client.url)
    connection = http.client.HTTPConnection(str(parts.hostname), parts.port, timeout=30)
    try:
        connection.request(method, path, content, {"Authorization": f"Bearer {client.token}", "Content-Type": kind})
        response = connection.getresponse()
        return Answer(response.status, {name.lower(): value for name, value in response.getheaders()}, response.read())
    finally:
        connection.close()


def _problems(company: Company, visitor: Client) -> dict[int, Answer]:
    """One answer of each kind that can go wrong."""
    rep, made, tax = company["sales_representative"], account(company["sales_representative"]), word()
    account(rep, tax_id=tax, tax_country="CN")
    path = f"/v1/accounts/{made['id']}"
    return {
        400: _raw(rep, "POST", "/v1/accounts", b"{not json"),
        401: visitor.get("/v1/accounts"),
        403: rep.post("/v1/users", {"email": f"{word()}@stories.example", "name": "Nobody"}),
        404: rep.get(f"/v1/accounts/{uuid4()}"),
        405: rep.call("PUT", path, {}),
        409: rep.post("/v1/accounts", {"name": f"Twin {tax}", "tax_id": tax, "tax_country": "CN"}),
        412: rep.patch(path, {"level": "A"}, If_Match='"99"'),
        413: _raw(rep, "POST", "/v1/accounts", json.dumps({"name": "x" * 1_100_000}).encode()),
        415: _raw(rep, "POST", "/v1/accounts", b"<account/>", "application/xml"),
        422: rep.post("/v1/accounts", {"name": ""}),
        428: rep.patch(path, {"level": "A"}),
    }


def test_everything_that_goes_wrong_is_told_in_one_form(system: System, company: Company) -> None:
    answers = _problems(company, system.visitor())

    for status, answer in answers.items():
        problem = answer.json
        assert (answer.status, problem["status"]) == (status, status), answer.body
        assert answer.headers["content-type"] == "application/problem+json"
        assert {"type", "title", "status", "code", "request_id"} <= set(problem)
        assert problem["type"].endswith(problem["code"])
        assert answer.headers["x-request-id"] == problem["request_id"]
        assert "Traceback" not in answer.body.decode()


def test_an_action_that_the_state_does_not_allow_says_what_it_does_allow(rep: Client, company: Company) -> None:
    made = lead(rep, owner_id=company.people["sales_representative"].id)
    reject = {"reason": "no_need"}
    rejected = rep.post(f"/v1/leads/{made['id']}/actions/reject", reject, **match(made)).must(200).json

    answer = rep.post(f"/v1/leads/{made['id']}/actions/accept", **match(rejected))

    assert (answer.status, answer.json["code"]) == (409, "illegal_transition")
    assert answer.json["current"] == "rejected"
    assert answer.json["allowed"] == ["reopen"]
