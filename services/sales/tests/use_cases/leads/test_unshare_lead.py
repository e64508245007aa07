"""Showing leads to others no more."""

import datetime as dt
from typing import Any

from crm_contracts.sales.commands.leads import ShareLead, UnshareLead
from crm_contracts.sales.queries.leads import GetLead, ListLeadShares
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


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
