"""One record seen by two services at once: what comes when one of them is away."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from standing import Standing, eventually


@pytest.fixture
def both(call: Any, doors: Standing) -> dict[str, Any]:
    """A tool that both services know under one id."""
    tool = call.make(name="Saw")
    tenant = doors.content(call.token)["caller"]["tenant_id"]
    doors.run(
        "INSERT INTO tools (id, tenant_id, name, status, owner_id, team_path,"
        " search_text, version, created_at, updated_at, created_by)"
        " VALUES (%s, %s, 'Saw at the door', 'sharp', %s, '', '', 1, now(), now(), %s)",
        tool["id"], tenant, uuid4(), uuid4(),
    )  # fmt: skip
    return tool


def sections(answer: Any) -> dict[str, Any]:
    assert answer.status_code == 200, answer.text
    return dict(answer.json["sections"])


def test_sections_come_from_their_services(call: Any, both: Any) -> None:
    answer = call("GET", f"/v1/tools/{both['id']}/360")

    assert answer.json["id"] == both["id"]
    assert {name: section["data"]["name"] for name, section in sections(answer).items()} == {
        "profile": "Saw",
        "door": "Saw at the door",
    }
    assert all(section["stale_since"] is None for section in sections(answer).values())


def test_a_record_that_the_first_section_does_not_show_is_404(call: Any) -> None:
    assert call("GET", f"/v1/tools/{uuid4()}/360").status_code == 404


def test_a_section_that_knows_nothing_of_the_record_is_empty(call: Any) -> None:
    tool = call.make()

    door = sections(call("GET", f"/v1/tools/{tool['id']}/360"))["door"]

    assert (door["data"], door["stale_since"], door["problem"]["status"]) == (None, None, 404)


@pytest.mark.slow
def test_a_service_that_is_away_shows_what_it_last_said_and_since_when(call: Any, both: Any, tools: Standing) -> None:
    fresh = sections(call("GET", f"/v1/tools/{both['id']}/360"))
    tools.stop()
    try:
        stale = sections(call("GET", f"/v1/tools/{both['id']}/360"))
    finally:
        tools.start()

    assert stale["profile"]["data"] == fresh["profile"]["data"]
    assert stale["profile"]["stale_since"].endswith("Z")
    assert stale["door"] == fresh["door"]
    eventually(lambda: call("GET", "/v1/tools").status_code == 200)


@pytest.mark.slow
def test_a_service_that_is_away_and_never_said_anything_is_an_empty_section(call: Any, both: Any, tools: Standing) -> None:
    tools.stop()
    try:
        found = sections(call("GET", f"/v1/tools/{both['id']}/360"))
    finally:
        tools.start()

    assert found["profile"]["data"] is None
    assert found["profile"]["stale_since"] is not None
    assert found["door"]["data"]["name"] == "Saw at the door"
    eventually(lambda: call("GET", "/v1/tools").status_code == 200)


@pytest.mark.slow
def test_what_one_was_shown_is_not_remembered_for_others(call: Any, both: Any, app: Any, doors: Any, tools: Standing) -> None:
    tenant = doors.content(call.token)["caller"]["tenant_id"]
    colleague = type(call)(app, doors.let_in("workshop.tool.read:own", tenant_id=tenant))
    call("GET", f"/v1/tools/{both['id']}/360")
    assert colleague("GET", f"/v1/tools/{both['id']}/360").status_code == 404
    tools.stop()
    try:
        found = sections(colleague("GET", f"/v1/tools/{both['id']}/360"))
    finally:
        tools.start()

    assert found["profile"]["data"] is None
    assert found["door"]["data"] is None
    eventually(lambda: call("GET", "/v1/tools").status_code == 200)


@pytest.mark.slow
def test_what_one_was_shown_is_forgotten_with_the_right_to_see_it(call: Any, both: Any, doors: Any, tools: Standing) -> None:
    call("GET", f"/v1/tools/{both['id']}/360")
    content = doors.content(call.token)
    doors.know(call.token, {**content, "caller": {**content["caller"], "grants": {"workshop.tool.create": "all"}}})
    call("POST", "/v1/sessions/current/actions/end", {"token": "another"})
    tools.stop()
    try:
        found = sections(call("GET", f"/v1/tools/{both['id']}/360"))
    finally:
        tools.start()

    assert found["profile"]["data"] is None
    eventually(lambda: call("GET", "/v1/weights").status_code == 403)


def test_it_answers_without_redis_too(wired: Any) -> None:
    call, _, redis = wired
    tool = call.make(name="Saw")
    redis.cut()

    assert sections(call("GET", f"/v1/tools/{tool['id']}/360"))["profile"]["data"]["name"] == "Saw"
