"""Working although nothing covers it."""

from typing import Any

from crm_contracts.service_desk.commands.installed_base import WaiveEntitlement
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_a_supervisor_waives_it_with_a_reason(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    waived = given.step(WaiveEntitlement, crm.administrator(), given.ticket(agent), reason="A good customer")

    assert (waived["entitlement_detail"]["settled"], waived["entitlement_detail"]["reason"]) == ("waived", "A good customer")
    [entry, *_] = given.journal(agent, waived, "entitlement", after="waived")
    assert entry["reason"] == "A good customer"


def test_others_do_not(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    ticket = given.ticket(agent)

    with crm.refused(403):
        given.step(WaiveEntitlement, crm.person("service_desk.ticket.*:all"), ticket, reason="Please")
    with crm.refused(422, pointer="/reason"):
        given.step(WaiveEntitlement, agent, ticket, reason="")
