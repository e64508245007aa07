"""Showing leads to others."""

import datetime as dt
from typing import Any

from crm_contracts.sales.commands.leads import AcceptLead, ChangeLead, ShareLead, UnshareLead
from crm_contracts.sales.queries.leads import GetLead, ListLeads, ListLeadShares
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


def test_a_share_ends(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    helper, lead = crm.person("sales.lead.*:own"), given.lead(rep)
    made = crm.do(ShareLead, rep, lead_id=lead["id"], grantee_kind="user", grantee_id=helper.user_id)

    assert [share["id"] for share in crm.ask(ListLeadShares, rep, lead_id=lead["id"])["data"]] == [made["id"]]
    crm.do(UnshareLead, rep, lead_id=lead["id"], share_id=made["id"])

    assert crm.ask(ListLeadShares, rep, lead_id=lead["id"])["data"] == []
    with crm.refused(404):
        crm.ask(GetLead, helper, lead_id=lead["id"])
    with crm.refused(422, "in_the_past"):
        past = dt.datetime.now(dt.UTC) - dt.timedelta(days=1)
        crm.do(ShareLead, rep, lead_id=lead["id"], grantee_kind="user", grantee_id=helper.user_id, expires_at=past)
