"""Why can this user see that record: identity and the record's service, asked one after the other."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest


@pytest.fixture
def reader(doors: Any) -> str:
    """The id of somebody who may read tools of their own, and nothing else."""
    token = doors.let_in("workshop.tool.read:own")
    return str(doors.content(token)["caller"]["user_id"])


def explain(call: Any, user_id: str, **parameters: str) -> Any:
    asked = {"user_id": user_id, "collection": "tools", "id": str(uuid4()), **parameters}
    return call("GET", "/v1/access?" + "&".join(f"{name}={value}" for name, value in asked.items() if value))


def test_the_records_service_explains_what_the_user_may(call: Any, reader: str) -> None:
    answer = explain(call, reader)

    assert answer.status_code == 200, answer.text
    assert (answer.json["permission"], answer.json["depth"], answer.json["granted"]) == ("workshop.tool.read", "own", True)


def test_another_action_has_an_answer_of_its_own(call: Any, reader: str) -> None:
    assert explain(call, reader, action="delete").json["granted"] is False


def test_who_may_not_ask_is_403(call: Any, app: Any, doors: Any, reader: str) -> None:
    curious = type(call)(app, doors.let_in("workshop.*:all"))

    assert explain(curious, reader).status_code == 403


def test_a_user_who_does_not_exist_is_404(call: Any) -> None:
    assert explain(call, str(uuid4())).status_code == 404


def test_an_id_that_is_none_is_refused(call: Any, reader: str) -> None:
    assert explain(call, reader, id="7").status_code == 422


@pytest.mark.parametrize("missing", ["user_id", "collection", "id"])
def test_a_parameter_that_is_missing_is_400_and_named(call: Any, reader: str, missing: str) -> None:
    answer = explain(call, **{"user_id": reader, missing: ""})

    assert (answer.status_code, answer.json["errors"][0]["parameter"]) == (400, missing)


@pytest.mark.parametrize("parameters", [{"collection": "spoons"}, {"colour": "red"}])
def test_collections_and_parameters_that_do_not_exist_are_400(call: Any, reader: str, parameters: dict[str, str]) -> None:
    assert explain(call, reader, **parameters).status_code == 400
