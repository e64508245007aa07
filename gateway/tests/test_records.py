"""Records over HTTP: made, read, changed, acted on, removed."""

from __future__ import annotations

from typing import Any
from uuid import uuid4


def test_creating_answers_201_with_location_and_etag(call: Any) -> None:
    answer = call("POST", "/v1/tools", {"name": "Saw", "price": {"amount": "12.34", "currency": "CNY"}})

    assert answer.status_code == 201
    assert answer.headers["Location"] == f"/v1/tools/{answer.json['id']}"
    assert answer.headers["ETag"] == '"1"'
    assert answer.json["price"] == {"amount": "12.34", "currency": "CNY"}


def test_the_location_of_a_new_record_leads_to_it(call: Any) -> None:
    made = call("POST", "/v1/tools", {"name": "Saw"})

    found = call("GET", made.headers["Location"])

    assert found.status_code == 200
    assert found.json == made.json
    assert found.headers["ETag"] == '"1"'


def test_a_patch_changes_what_it_names_and_leaves_the_rest(call: Any) -> None:
    tool = call.make(name="Saw", weight="1.5")

    answer = call("PATCH", f"/v1/tools/{tool['id']}", {"name": "Fine saw"}, If_Match='"1"')

    assert (answer.status_code, answer.headers["ETag"]) == (200, '"2"')
    assert (answer.json["name"], answer.json["weight"]) == ("Fine saw", "1.5")


def test_a_patch_may_come_as_merge_patch_and_null_takes_a_value_away(call: Any) -> None:
    tool = call.make(weight="1.5")
    kind = {"Content_Type": "application/merge-patch+json"}

    answer = call("PATCH", f"/v1/tools/{tool['id']}", {"weight": None}, If_Match='"1"', **kind)

    assert answer.json["weight"] is None


def test_an_action_is_posted_and_answers_with_the_record(call: Any) -> None:
    tool = call.make()

    answer = call("POST", f"/v1/tools/{tool['id']}/actions/wear-out", If_Match='"1"')

    assert (answer.status_code, answer.json["status"], answer.headers["ETag"]) == (200, "blunt", '"2"')


def test_an_action_that_the_state_does_not_allow_is_409_and_says_what_is(call: Any) -> None:
    tool = call.make()
    call("POST", f"/v1/tools/{tool['id']}/actions/wear-out", If_Match='"1"')

    answer = call("POST", f"/v1/tools/{tool['id']}/actions/wear-out", If_Match='"2"')

    assert (answer.status_code, answer.json["code"]) == (409, "illegal_transition")
    assert (answer.json["current"], answer.json["allowed"]) == ("blunt", ["sharpen"])


def test_a_removed_record_is_gone(call: Any) -> None:
    tool = call.make()

    answer = call("DELETE", f"/v1/tools/{tool['id']}", If_Match='"1"')

    assert (answer.status_code, answer.data) == (204, b"")
    assert call("GET", f"/v1/tools/{tool['id']}").status_code == 404


def test_put_makes_a_record_under_a_key_and_then_changes_it(call: Any) -> None:
    first = call("PUT", "/v1/tools:upsert?system=shop&id=7", {"weight": "1"})
    second = call("PUT", "/v1/tools:upsert?system=shop&id=7", {"weight": "2"})

    assert (first.status_code, second.status_code) == (200, 200)
    assert first.headers["Location"] == f"/v1/tools/{second.json['id']}"
    assert second.json["weight"] == "2"


def test_a_field_that_the_address_holds_is_refused_in_the_body(call: Any) -> None:
    tool = call.make()

    answer = call("PATCH", f"/v1/tools/{tool['id']}", {"tool_id": str(uuid4())}, If_Match='"1"')

    assert (answer.status_code, answer.json["errors"][0]["pointer"]) == (422, "/tool_id")


def test_an_unknown_field_is_422_and_named(call: Any) -> None:
    answer = call("POST", "/v1/tools", {"name": "Saw", "owner_id": str(uuid4())})

    assert answer.status_code == 422
    assert [(error["pointer"], error["code"]) for error in answer.json["errors"]] == [("/owner_id", "unknown_field")]


def test_a_command_takes_no_query_parameters(call: Any) -> None:
    answer = call("POST", "/v1/tools?name=Saw", {"name": "Saw"})

    assert (answer.status_code, answer.json["errors"][0]["parameter"]) == (400, "name")


def test_another_tenants_record_looks_missing(call: Any, app: Any, doors: Any) -> None:
    tool = call.make()
    stranger = type(call)(app, doors.let_in())

    assert stranger("GET", f"/v1/tools/{tool['id']}").status_code == 404


def test_a_permission_that_is_not_granted_is_403(app: Any, call: Any, doors: Any) -> None:
    reader = type(call)(app, doors.let_in("workshop.tool.read:all"))

    answer = reader("POST", "/v1/tools", {"name": "Saw"})

    assert (answer.status_code, answer.json["permission"]) == (403, "workshop.tool.create")


def test_the_service_learns_who_asks_and_from_where(call: Any, doors: Any) -> None:
    answer = call("GET", "/v1/me", User_Agent="tests/1", X_Request_Id="abc-1")

    expected = doors.content(call.token)["caller"]
    assert {name: answer.json[name] for name in expected} == expected
    assert answer.json["context"] == {"request_id": "abc-1", "ip": call.address, "user_agent": "tests/1"}
