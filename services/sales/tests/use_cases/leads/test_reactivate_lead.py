"""Taking up ripe leads."""

import datetime as dt
from typing import Any

from crm_contracts.sales.commands.leads import NurtureLead, ReactivateLead
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_its_response_clock_starts_anew(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    lead = given.assigned_lead(rep)
    ripe = crm.do(NurtureLead, rep, lead_id=lead["id"], version=lead["version"], until=given.in_days(30))
    due = dt.datetime.now(dt.UTC) + dt.timedelta(hours=2)

    again = crm.do(ReactivateLead, rep, lead_id=lead["id"], version=ripe["version"], response_due=due)

    assert (again["status"], again["owner_id"]) == ("assigned", str(rep.user_id))
    assert dt.datetime.fromisoformat(again["response_due"]) == due
    assert len(crm.events("sales.lead.assigned.v1")) == 2
    with crm.refused(409, "illegal_transition"):
        crm.do(ReactivateLead, rep, lead_id=lead["id"], version=again["version"])
