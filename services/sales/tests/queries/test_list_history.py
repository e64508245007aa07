"""Who did what in sales."""

from typing import Any

from crm_contracts.sales.commands.leads import ChangeLead
from crm_contracts.sales.queries.audit import ListHistory
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_every_change_is_in_the_history(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    lead = given.lead(rep)
    crm.do(ChangeLead, rep, lead_id=lead["id"], version=lead["version"], score=70)

    auditor = crm.person("sales.history.read:all")
    rows = crm.ask(ListHistory, auditor, where={"field": "record_id", "value": lead["id"]})["data"]

    assert [(row["use_case"], row["action"]) for row in rows] == [("change_lead", "update"), ("create_lead", "create")]
    assert rows[0]["changes"]["score"] == [0, 70]
    assert rows[0]["actor_id"] == str(rep.user_id)
    with crm.refused(403):
        crm.ask(ListHistory, crm.person("sales.lead.*:all"))
