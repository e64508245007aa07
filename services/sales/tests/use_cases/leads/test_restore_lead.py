"""Bringing deleted leads back."""

from typing import Any

from crm_contracts.sales.commands.leads import DeleteLead, RestoreLead
from crm_contracts.sales.queries.leads import GetLead, ListLeads
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest, write_golden


def test_a_deleted_lead_can_be_brought_back(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    lead = given.lead(rep)

    crm.do(DeleteLead, rep, lead_id=lead["id"], version=lead["version"])

    with crm.refused(404):
        crm.ask(GetLead, rep, lead_id=lead["id"])
    assert [row["id"] for row in crm.ask(ListLeads, rep, deleted=True)["data"]] == [lead["id"]]
    back = crm.do(RestoreLead, rep, lead_id=lead["id"], version=lead["version"] + 1)
    assert crm.ask(GetLead, rep, lead_id=lead["id"]) == back
    write_golden(crm.events("sales.lead.deleted.v1")[0])
    write_golden(crm.events("sales.lead.restored.v1")[0])
