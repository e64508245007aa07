"""Reading one policy."""

from typing import Any
from uuid import uuid4

from crm_contracts.service_desk.queries.policies import GetPolicy
from crm_kit.testing.service import ServiceUnderTest


def test_a_policy_is_read_as_it_was_made(crm: ServiceUnderTest, promised: Any) -> None:
    made = promised.policy()

    assert crm.ask(GetPolicy, promised.admin, policy_id=made["id"]) == made
    with crm.refused(404):
        crm.ask(GetPolicy, promised.admin, policy_id=uuid4())
