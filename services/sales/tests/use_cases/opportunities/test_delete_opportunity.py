"""Deleting opportunities."""

from typing import Any

from crm_contracts.sales.commands.opportunities import DeleteOpportunity
from crm_contracts.sales.queries.opportunities import ListOpportunities, ListPipeline, ListStageHistory
from crm_contracts.sales.queries.reports import SalesFunnel
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_a_deleted_deal_counts_nowhere(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    deal = given.opportunity(rep)

    crm.do(DeleteOpportunity, rep, opportunity_id=deal["id"], version=deal["version"])

    assert crm.ask(ListOpportunities, rep, count="exact")["count"] == 0
    assert crm.ask(SalesFunnel, rep)["count"] == 0
    assert crm.ask(ListStageHistory, rep)["data"] == []
    assert crm.ask(ListPipeline, rep, as_of=given.in_days(0))["data"] == []
    with crm.refused(403):
        crm.do(DeleteOpportunity, crm.person("sales.opportunity.read:all"), opportunity_id=deal["id"], version=1)
