"""With whom a lead is shared."""

import datetime as dt
from typing import Any
from uuid import uuid4

from crm_contracts.sales.commands.leads import ShareLead
from crm_contracts.sales.queries.leads import ListLeadShares
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_shares_show_oldest_first(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    lead, team_id, role_id = given.lead(rep), uuid4(), uuid4()
    until = dt.datetime.now(dt.UTC) + dt.timedelta(days=1)

    crm.do(ShareLead, rep, lead_id=lead["id"], grantee_kind="team", grantee_id=team_id)
    crm.do(ShareLead, rep, lead_id=lead["id"], grantee_kind="role", grantee_id=role_id, level="write", expires_at=until)

    shares = crm.ask(ListLeadShares, rep, lead_id=lead["id"])["data"]
    assert [(each["grantee_kind"], each["level"]) for each in shares] == [("team", "read"), ("role", "write")]
    assert dt.datetime.fromisoformat(shares[1]["expires_at"]) == until
    with crm.refused(404):
        crm.ask(ListLeadShares, crm.person("sales.lead.*:own"), lead_id=lead["id"])
