"""Working on closed leads again."""

from typing import Any

from crm_contracts.sales.commands.conversion import ConvertLead
from crm_contracts.sales.commands.leads import RejectLead, ReopenLead
from crm_contracts.sales.commands.opportunities import WinOpportunity
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest, write_golden


def test_a_rejected_lead_is_worked_on_again(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    lead = given.assigned_lead(rep)
    rejected = crm.do(RejectLead, rep, lead_id=lead["id"], version=lead["version"], reason="no_budget")

    again = crm.do(ReopenLead, rep, lead_id=lead["id"], version=rejected["version"], reason="They found money")

    assert (again["status"], again["reject_reason"]) == ("working", None)
    event = crm.events("sales.lead.reopened.v1")[0]
    assert (event["data"]["was"], event["data"]["reason"]) == ("rejected", "They found money")
    write_golden(event)


def test_a_lead_whose_opportunity_is_won_stays_converted(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    lead = given.accepted_lead(rep, contact_name="Ada")
    done = crm.do(
        ConvertLead, rep, lead_id=lead["id"], version=lead["version"], opportunity={"close_date": given.in_days(9)}
    )  # fmt: skip
    crm.do(
        WinOpportunity, rep, opportunity_id=done["opportunity_id"], version=1, reason="price",
        evidence={"kind": "contract", "reference": "C-1"},
    )  # fmt: skip

    with crm.refused(409, "opportunity_won"):
        crm.do(ReopenLead, rep, lead_id=lead["id"], version=done["version"], reason="Again")


def test_it_takes_a_manager(crm: ServiceUnderTest, given: Any) -> None:
    clerk = crm.person("sales.lead.create:own", "sales.lead.assign:own", "sales.lead.accept:own", "sales.lead.reject:own")
    lead = given.assigned_lead(clerk)
    rejected = crm.do(RejectLead, clerk, lead_id=lead["id"], version=lead["version"], reason="no_need")

    with crm.refused(403, "forbidden"):
        crm.do(ReopenLead, clerk, lead_id=lead["id"], version=rejected["version"], reason="Again")
