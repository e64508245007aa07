"""Handing opportunities on."""

from typing import Any

from crm_contracts.sales.commands.opportunities import TransferOpportunity
from crm_contracts.sales.queries.opportunities import GetOpportunity
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_a_transfer_changes_neither_status_nor_stage(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    colleague = crm.person("sales.*:own", team="/1/7/")
    deal = given.opportunity(rep, stage="proposal")

    moved = crm.do(TransferOpportunity, rep, opportunity_id=deal["id"], version=deal["version"], owner_id=colleague.user_id)

    assert (moved["status"], moved["stage"], moved["probability"]) == ("open", "proposal", 50)
    assert moved["owner_id"] == str(colleague.user_id)
    event = crm.events("sales.opportunity.updated.v1")[0]
    assert (event["ownerid"], event["teampath"]) == (str(colleague.user_id), "/1/7/")
    with crm.refused(404):
        crm.ask(GetOpportunity, rep, opportunity_id=deal["id"])
