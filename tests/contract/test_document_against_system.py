"""The document against the running system: whatever is sent, right or wrong, nothing fails, and what comes back is what it says."""

from __future__ import annotations

from typing import Any

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
    max_examples=8, deadline=None, derandomize=True, database=None, phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip

schema = schemathesis.openapi.from_path(CHECKOUT / "docs" / "api" / "openapi.json")
operations = [each.ok() for each in schema.get_all_operations()]
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
    checks = ALWAYS if operation.path.endswith("/batch") else [*ALWAYS, negative_data_rejection]

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
