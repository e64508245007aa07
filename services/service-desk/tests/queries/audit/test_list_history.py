"""Who did what at the desk."""

from typing import Any

from crm_contracts.service_desk.commands.tickets import ChangeTicket
from crm_contracts.service_desk.queries.audit import ListHistory
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_every_change_of_a_ticket_is_in_the_history(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    ticket = given.ticket(agent)
    given.step(ChangeTicket, agent, ticket, urgency="high")

    auditor = crm.person("service_desk.history.read:all")
    rows = crm.ask(ListHistory, auditor, where={"field": "record_id", "value": ticket["id"]})["data"]

    assert [(row["use_case"], row["action"]) for row in rows] == [("change_ticket", "update"), ("create_ticket", "create")]
    assert (rows[0]["changes"]["urgency"], rows[0]["actor_id"]) == (["normal", "high"], str(agent.user_id))
    with crm.refused(403):
        crm.ask(ListHistory, crm.person("service_desk.ticket.*:all"))
