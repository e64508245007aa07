"""Letting leads ripen."""

from typing import Any

from crm_contracts.sales.commands.leads import NurtureLead, ReactivateLead
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_a_lead_ripens_until_it_is_taken_up_again(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    lead = given.assigned_lead(rep)

    ripening = crm.do(NurtureLead, rep, lead_id=lead["id"], version=lead["version"], until=given.in_days(30))
    again = crm.do(ReactivateLead, rep, lead_id=lead["id"], version=ripening["version"])

    assert (ripening["status"], ripening["nurture_until"]) == ("nurturing", given.in_days(30).isoformat())
    assert (again["status"], again["nurture_until"]) == ("assigned", None)
    assert again["response_due"] > lead["response_due"]
    with crm.refused(422, "in_the_past", pointer="/until"):
        crm.do(NurtureLead, rep, lead_id=lead["id"], version=again["version"], until=given.in_days(0))
