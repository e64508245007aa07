"""Changing a rule of escalation."""

from typing import Any

from crm_contracts.service_desk.commands.policies import ChangeEscalationRule
from crm_contracts.service_desk.queries.policies import ListEscalationRules
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest
from service_desk.lookups.measuring import WATCH


def test_a_rule_out_of_use_takes_nothing_up(crm: ServiceUnderTest, given: Any, promised: Any, agent: Caller) -> None:
    promised.policy()
    [rule] = crm.ask(ListEscalationRules, promised.admin)["data"]
    told = {"escalation_rule_id": rule["id"], "version": 1}
    ticket = given.ticket(agent)

    with crm.refused(422, pointer="/reopens"):
        crm.do(ChangeEscalationRule, promised.admin, **told, reopens=3)
    crm.do(ChangeEscalationRule, promised.admin, **told, is_active=False)
    promised.passed(ticket, 90)
    crm.ring(WATCH)

    assert crm.events("service_desk.ticket.sla_breached.v1")
    assert not crm.events("service_desk.ticket.escalated.v1")
