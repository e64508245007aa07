"""Bringing deleted opportunities back."""

from typing import Any

from crm_contracts.sales.commands.opportunities import DeleteOpportunity, RestoreOpportunity
from crm_contracts.sales.queries.opportunities import GetOpportunity
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest, write_golden


def test_a_deleted_opportunity_can_be_brought_back(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    deal = given.opportunity(rep)

    crm.do(DeleteOpportunity, rep, opportunity_id=deal["id"], version=deal["version"])

    with crm.refused(404):
        crm.ask(GetOpportunity, rep, opportunity_id=deal["id"])
    back = crm.do(RestoreOpportunity, rep, opportunity_id=deal["id"], version=deal["version"] + 1)
    assert (back["id"], back["status"]) == (deal["id"], "open")
    write_golden(crm.events("sales.opportunity.deleted.v1")[0])
    write_golden(crm.events("sales.opportunity.restored.v1")[0])
