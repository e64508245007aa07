"""Handing leads on."""

from typing import Any

from crm_contracts.sales.commands.leads import TransferLead
from crm_contracts.sales.queries.leads import GetLead
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_a_lead_goes_on_with_somebody_else_as_it_is(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    colleague = crm.person("sales.lead.*:own", team="/1/7/")
    lead = given.accepted_lead(rep)

    moved = crm.do(TransferLead, rep, lead_id=lead["id"], version=lead["version"], owner_id=colleague.user_id)

    assert (moved["status"], moved["response_due"]) == ("accepted", lead["response_due"])
    assert crm.ask(GetLead, colleague, lead_id=lead["id"])["owner_id"] == str(colleague.user_id)
    with crm.refused(404):
        crm.ask(GetLead, rep, lead_id=lead["id"])
