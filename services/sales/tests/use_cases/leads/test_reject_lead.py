"""Turning leads down."""

from typing import Any

from crm_contracts.sales.commands.leads import RejectLead
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest, write_golden


def test_a_lead_is_turned_down_for_a_reason(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    lead = given.assigned_lead(rep)
    turn_down = {"lead_id": lead["id"], "version": lead["version"]}

    with crm.refused(422, "invalid", pointer="/reason"):
        crm.do(RejectLead, rep, **turn_down, reason="bad_weather")
    with crm.refused(422, "required", pointer="/text"):
        crm.do(RejectLead, rep, **turn_down, reason="other")
    rejected = crm.do(RejectLead, rep, **turn_down, reason="other", text="Moved to Mars")

    assert (rejected["status"], rejected["reject_reason"], rejected["status_note"]) == ("rejected", "other", "Moved to Mars")
    event = crm.events("sales.lead.rejected.v1")[0]
    assert event["data"]["reason"] == "other"
    write_golden(event)
