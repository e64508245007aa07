"""Showing opportunities to others."""

from typing import Any

from crm_contracts.sales.commands.opportunities import AdvanceOpportunity, ShareOpportunity, UnshareOpportunity
from crm_contracts.sales.queries.opportunities import GetOpportunity, ListOpportunities, ListOpportunityShares
from crm_contracts.sales.queries.reports import SalesFunnel
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_a_shared_opportunity_counts_in_lists_and_sums(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    helper, deal = crm.person("sales.*:own"), given.opportunity(rep)

    made = crm.do(ShareOpportunity, rep, opportunity_id=deal["id"], grantee_kind="user", grantee_id=helper.user_id)

    assert crm.ask(ListOpportunities, helper, count="exact")["count"] == 1
    assert crm.ask(SalesFunnel, helper)["count"] == 1
    with crm.refused(404):
        crm.do(AdvanceOpportunity, helper, opportunity_id=deal["id"], version=deal["version"])
    assert len(crm.ask(ListOpportunityShares, rep, opportunity_id=deal["id"])["data"]) == 1
    crm.do(UnshareOpportunity, rep, opportunity_id=deal["id"], share_id=made["id"])
    with crm.refused(404):
        crm.ask(GetOpportunity, helper, opportunity_id=deal["id"])
