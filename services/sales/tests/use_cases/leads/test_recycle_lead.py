"""Giving leads back to marketing."""

from typing import Any

from crm_contracts.sales.commands.leads import RecycleLead
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest, write_golden


def test_a_lead_goes_back_to_marketing(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    lead = given.assigned_lead(rep)

    recycled = crm.do(RecycleLead, rep, lead_id=lead["id"], version=lead["version"], reason="Next year")

    assert (recycled["status"], recycled["status_note"]) == ("recycled", "Next year")
    event = crm.events("sales.lead.recycled.v1")[0]
    assert event["data"]["reason"] == "Next year"
    write_golden(event)
