"""What sales makes of a lead: answering, accepting, turning down, letting it ripen, giving it back."""

from typing import Any
from uuid import uuid4

import pytest

from crm_contracts.sales.commands.leads import AcceptLead, NurtureLead, ReactivateLead, RecordFirstContact, RecycleLead, RejectLead
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


def test_accepting_tells_marketing_whose_campaign_it_was(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    campaign_id = uuid4()
    lead = given.assigned_lead(rep, campaign_id=campaign_id)

    accepted = crm.do(AcceptLead, rep, lead_id=lead["id"], version=lead["version"])

    assert accepted["status"] == "accepted"
    event = crm.events("sales.lead.accepted.v1")[0]
    assert (event["data"]["campaign_id"], event["data"]["by"]) == (str(campaign_id), str(rep.user_id))
    write_golden(event)


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


def test_a_lead_ripens_until_it_is_taken_up_again(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    lead = given.assigned_lead(rep)

    ripening = crm.do(NurtureLead, rep, lead_id=lead["id"], version=lead["version"], until=given.in_days(30))
    again = crm.do(ReactivateLead, rep, lead_id=lead["id"], version=ripening["version"])

    assert (ripening["status"], ripening["nurture_until"]) == ("nurturing", given.in_days(30).isoformat())
    assert (again["status"], again["nurture_until"]) == ("assigned", None)
    assert again["response_due"] > lead["response_due"]
    with crm.refused(422, "in_the_past", pointer="/until"):
        crm.do(NurtureLead, rep, lead_id=lead["id"], version=again["version"], until=given.in_days(0))


def test_a_lead_goes_back_to_marketing(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    lead = given.assigned_lead(rep)

    recycled = crm.do(RecycleLead, rep, lead_id=lead["id"], version=lead["version"], reason="Next year")

    assert (recycled["status"], recycled["status_note"]) == ("recycled", "Next year")
    event = crm.events("sales.lead.recycled.v1")[0]
    assert event["data"]["reason"] == "Next year"
    write_golden(event)


@pytest.mark.parametrize(
    ("message", "rest"),
    [
        (RecordFirstContact, {"activity_id": str(uuid4())}),
        (AcceptLead, {}),
        (RejectLead, {"reason": "no_need"}),
        (RecycleLead, {"reason": "Later"}),
        (NurtureLead, {"until": "2999-01-01"}),
        (ReactivateLead, {}),
    ],
)
def test_a_new_lead_is_first_given_to_somebody(
    crm: ServiceUnderTest, given: Any, rep: Caller, message: type, rest: dict[str, str]
) -> None:
    lead = given.lead(rep)

    with crm.refused(409, "illegal_transition") as problem:
        crm.do(message, rep, lead_id=lead["id"], version=lead["version"], **rest)
    assert problem["allowed"] == ["assign"]
    with crm.refused(404):
        crm.do(message, crm.person("sales.lead.*:own"), lead_id=lead["id"], version=lead["version"], **rest)
    with crm.refused(403):
        crm.do(message, crm.person("sales.lead.read:all"), lead_id=lead["id"], version=lead["version"], **rest)
