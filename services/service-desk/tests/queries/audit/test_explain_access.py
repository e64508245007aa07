"""Why somebody meets a ticket, or cannot."""

from typing import Any

from crm_contracts.service_desk.queries.audit import ExplainAccess
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_it_is_explained_why_somebody_meets_a_ticket(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    ticket, boss = given.ticket(agent), crm.administrator()

    def granted(who: Caller) -> bool:
        asked = {"entity": "ticket", "record_id": ticket["id"], "action": "read", "subject": who.as_json()}
        return bool(crm.ask(ExplainAccess, boss, **asked)["granted"])

    assert (granted(agent), granted(crm.person("service_desk.*:own"))) == (True, False)
    with crm.refused(422, "unknown_entity"):
        crm.ask(ExplainAccess, boss, entity="lead", record_id=ticket["id"], subject=agent.as_json())
