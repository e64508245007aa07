"""Taking a lead for a good one, and what every action on a lead asks for."""

from typing import Any
from uuid import uuid4

import pytest

from crm_contracts.sales.commands.leads import AcceptLead, NurtureLead, ReactivateLead, RecordFirstContact, RecycleLead, RejectLead
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest, write_golden


def test_accepting_tells_marketing_whose_campaign_it_was(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    campaign_id = uuid4()
    lead = given.assigned_lead(rep, campaign_id=campaign_id)

    accepted = crm.do(AcceptLead, rep, lead_id=lead["id"], version=lead["version"])

    assert accepted["status"] == "accepted"
    event = crm.events("sales.lead.accepted.v1")[0]
    assert (event["data"]["campaign_id"], event["data"]["by"]) == (str(campaign_id), str(rep.user_id))
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
