"""Reading one rule of escalation."""

from typing import Any

from crm_contracts.service_desk.commands.policies import CreateEscalationRule
from crm_contracts.service_desk.queries.policies import GetEscalationRule
from crm_kit.testing.service import ServiceUnderTest


def test_a_rule_is_read_as_it_was_made(crm: ServiceUnderTest, promised: Any) -> None:
    made = crm.do(CreateEscalationRule, promised.admin, name="Late", trigger="time", level=2)

    assert crm.ask(GetEscalationRule, promised.admin, escalation_rule_id=made["id"]) == made
