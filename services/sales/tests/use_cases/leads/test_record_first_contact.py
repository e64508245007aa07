"""Answering an enquirer."""

from typing import Any
from uuid import uuid4

from crm_contracts.sales.commands.leads import RecordFirstContact
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest, write_golden


def test_the_first_contact_stops_the_response_clock(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    lead, activity_id = given.assigned_lead(rep), uuid4()

    working = crm.do(RecordFirstContact, rep, lead_id=lead["id"], version=lead["version"], activity_id=activity_id)

    assert (working["status"], working["first_activity_id"]) == ("working", str(activity_id))
    assert working["first_response_at"] is not None
    write_golden(crm.events("sales.lead.updated.v1")[0])
    with crm.refused(422, "required", pointer="/activity_id"):
        crm.do(RecordFirstContact, rep, lead_id=lead["id"], version=working["version"])
