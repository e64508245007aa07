"""Showing opportunities to others no more."""

from typing import Any
from uuid import uuid4

from crm_contracts.sales.commands.opportunities import ShareOpportunity, UnshareOpportunity
from crm_contracts.sales.queries.opportunities import GetOpportunity
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_only_its_owner_ends_a_share(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    helper, deal = crm.person("sales.*:own"), given.opportunity(rep)
    to = {"grantee_kind": "user", "grantee_id": helper.user_id, "level": "write"}
    made = crm.do(ShareOpportunity, rep, opportunity_id=deal["id"], **to)

    with crm.refused(404):
        crm.do(UnshareOpportunity, helper, opportunity_id=deal["id"], share_id=made["id"])
    with crm.refused(404):
        crm.do(UnshareOpportunity, rep, opportunity_id=deal["id"], share_id=uuid4())
    assert crm.ask(GetOpportunity, helper, opportunity_id=deal["id"])["id"] == deal["id"]
    crm.do(UnshareOpportunity, rep, opportunity_id=deal["id"], share_id=made["id"])
    with crm.refused(404):
        crm.ask(GetOpportunity, helper, opportunity_id=deal["id"])
