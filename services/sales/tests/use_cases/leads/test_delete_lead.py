"""Deleting leads."""

from typing import Any

from crm_contracts.sales.commands.leads import DeleteLead
from crm_contracts.sales.queries.leads import ListLeads
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_a_deleted_lead_is_gone_from_lists_and_counts(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    lead = given.lead(rep)

    reply = crm.call(DeleteLead, rep, lead_id=lead["id"], version=lead["version"])

    assert reply["result"] is None
    assert crm.ask(ListLeads, rep, count="exact") == {"data": [], "has_more": False, "next_cursor": None, "count": 0}
    with crm.refused(404):
        crm.do(DeleteLead, rep, lead_id=lead["id"], version=lead["version"] + 1)


def test_who_may_change_a_shared_lead_may_not_delete_it(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    lead = given.lead(rep)

    with crm.refused(412, "stale"):
        crm.do(DeleteLead, rep, lead_id=lead["id"], version=7)
    with crm.refused(404):
        crm.do(DeleteLead, crm.person("sales.lead.*:own"), lead_id=lead["id"], version=lead["version"])
    with crm.refused(403):
        crm.do(DeleteLead, crm.person("sales.lead.update:all"), lead_id=lead["id"], version=lead["version"])
