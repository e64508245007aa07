"""Versions: entity tags, preconditions, and what is said of those that are malformed."""

from __future__ import annotations

from typing import Any

import pytest


def change(call: Any, tool: Any, body: Any = None, **headers: str) -> Any:
    return call("PATCH", f"/v1/tools/{tool['id']}", {"name": "New", **(body or {})}, **headers)


def test_a_change_without_a_version_is_428(call: Any) -> None:
    tool = call.make()

    assert (change(call, tool).status_code, change(call, tool).json["code"]) == (428, "precondition_required")
    assert call("DELETE", f"/v1/tools/{tool['id']}").status_code == 428
    assert call("POST", f"/v1/tools/{tool['id']}/actions/wear-out").status_code == 428


def test_the_version_may_stand_in_the_body_instead(call: Any) -> None:
    assert change(call, call.make(), {"version": 1}).status_code == 200


def test_a_version_that_is_stale_is_412_with_the_record_as_it_is(call: Any) -> None:
    tool = call.make()
    change(call, tool, If_Match='"1"')

    answer = change(call, tool, If_Match='"1"')

    assert (answer.status_code, answer.json["code"], answer.headers["ETag"]) == (412, "stale", '"2"')
    assert (answer.json["current"]["name"], answer.json["changed"]) == ("New", ["name"])


@pytest.mark.parametrize("tag", ['"1"', 'W/"1"', ' "1" '])
def test_strong_and_weak_tags_name_a_version(call: Any, tag: str) -> None:
    assert change(call, call.make(), If_Match=tag).status_code == 200


@pytest.mark.parametrize("tag", ["1", '"1', "x", '"1" "2"', '"1", "2"', '"one"', '"01"', '"-1"', '"9999999999999999"', '""', ","])
def test_a_tag_that_names_no_version_is_400(call: Any, tag: str) -> None:
    answer = change(call, call.make(), If_Match=tag)

    assert (answer.status_code, answer.json["code"]) == (400, "malformed_etag")


def test_a_star_names_no_version(call: Any) -> None:
    assert change(call, call.make(), If_Match="*").status_code == 428


def test_header_and_body_must_not_differ(call: Any) -> None:
    answer = change(call, call.make(), {"version": 2}, If_Match='"1"')

    assert (answer.status_code, answer.json["code"]) == (400, "version_mismatch")


@pytest.mark.parametrize("tag", ['"1"', 'W/"1"', '"7", "1"', "*"])
def test_a_record_that_the_caller_has_is_304_without_content(call: Any, tag: str) -> None:
    tool = call.make()

    answer = call("GET", f"/v1/tools/{tool['id']}", If_None_Match=tag)

    assert (answer.status_code, answer.data, answer.headers["ETag"]) == (304, b"", '"1"')


def test_a_record_that_changed_since_is_sent(call: Any) -> None:
    tool = call.make()
    change(call, tool, If_Match='"1"')

    answer = call("GET", f"/v1/tools/{tool['id']}", If_None_Match='"1"')

    assert (answer.status_code, answer.json["name"]) == (200, "New")


def test_a_malformed_if_none_match_is_400(call: Any) -> None:
    assert call("GET", f"/v1/tools/{call.make()['id']}", If_None_Match="1").status_code == 400
