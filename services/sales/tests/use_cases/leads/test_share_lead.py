"""Showing leads to others."""

from typing import Any

from crm_contracts.sales.commands.leads import AcceptLead, ChangeLead, ShareLead
from crm_contracts.sales.queries.leads import ListLeads
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_a_shared_lead_can_be_read_and_one_shared_to_write_changed(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    helper = crm.person("sales.lead.*:own")
    lead = given.assigned_lead(rep)

    crm.do(ShareLead, rep, lead_id=lead["id"], grantee_kind="user", grantee_id=helper.user_id)

    assert crm.ask(ListLeads, helper)["data"][0]["id"] == lead["id"]
    with crm.refused(404):
        crm.do(AcceptLead, helper, lead_id=lead["id"], version=lead["version"])
    crm.do(ShareLead, rep, lead_id=lead["id"], grantee_kind="user", grantee_id=helper.user_id, level="write")
    assert crm.do(ChangeLead, helper, lead_id=lead["id"], version=lead["version"], score=5)["score"] == 5
    with crm.refused(404):
        crm.do(ShareLead, helper, lead_id=lead["id"], grantee_kind="user", grantee_id=helper.user_id)
