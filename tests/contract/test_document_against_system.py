"""The document against the running system: whatever is sent, right or wrong, nothing fails, and what comes back is what it says."""

from __future__ import annotations

from typing import Any

import jsonschema_rs
import orjson
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
)

from crm_kit.testing.system import CHECKOUT, Client, System

ALWAYS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
# These end the session that the test is signed in with.
ENDING = {"change_password", "end_current_session", "end_sessions", "renew_session"}
EXAMPLES = settings(
    max_examples=5, deadline=None, derandomize=True, database=None, phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip

DOCUMENT = CHECKOUT / "docs" / "api" / "openapi.json"
components = orjson.loads(DOCUMENT.read_bytes())["components"]
schema = schemathesis.openapi.from_path(DOCUMENT)
operations = [each.ok() for each in schema.get_all_operations()]


def refused(context: Any, response: Any, case: Any) -> bool | None:
    """What the schema forbids must be refused, unless white space around its texts was all that was wrong: that is taken away."""
    if response.status_code == 414:
        return None
    body = case.operation.definition.raw.get("requestBody", {}).get("content", {}).get("application/json")
    if body and isinstance(case.body, dict):
        validator = jsonschema_rs.Draft202012Validator({**body["schema"], "components": components})
        if validator.is_valid(tidied(case.body)):
            return None
    return negative_data_rejection(context, response, case)


def tidied(found: Any) -> Any:
    if isinstance(found, dict):
        return {name: tidied(inner) for name, inner in found.items()}
    if isinstance(found, list):
        return [tidied(inner) for inner in found]
    return found.strip() if isinstance(found, str) else found


tried = pytest.mark.parametrize(
    "operation",
    [each for each in operations if each.definition.raw["operationId"] not in ENDING],
    ids=lambda operation: operation.label,
)


@pytest.mark.slow
@tried
def test_what_is_right_is_answered_as_the_document_says(operation: Any, system: System, admin: Client) -> None:
    @EXAMPLES
    @given(operation.as_strategy(generation_mode=GenerationMode.POSITIVE))
    def send(case: Any) -> None:
        _send(case, system, admin, ALWAYS)

    send()


@pytest.mark.slow
@tried
def test_what_is_wrong_is_refused(operation: Any, system: System, admin: Client) -> None:
    # A batch with wrong rows is not refused as a whole: the others are made.
    checks = ALWAYS if operation.path.endswith("/batch") else [*ALWAYS, refused]

    @EXAMPLES
    @given(operation.as_strategy(generation_mode=GenerationMode.NEGATIVE))
    def send(case: Any) -> None:
        _send(case, system, admin, checks)

    try:
        send()
    except Unsatisfiable:
        pytest.skip("there is nothing to be wrong about")


def _send(case: Any, system: System, admin: Client, checks: list[Any]) -> None:
    headers = {"Authorization": f"Bearer {admin.token}"}
    case.call_and_validate(base_url=system.url, headers=headers, checks=checks, timeout=20)
