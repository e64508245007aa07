"""Correcting leads, handing them on, deleting them and bringing them back."""

from typing import Any

from crm_contracts.sales.commands.leads import ChangeLead, DeleteLead, RestoreLead, TransferLead
from crm_contracts.sales.queries.leads import GetLead, ListLeads
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest, write_golden


def test_only_what_is_sent_changes(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    lead = given.lead(rep, phone="+861055551234", contact_name="Ada")

    changed = crm.do(ChangeLead, rep, lead_id=lead["id"], version=lead["version"], score=80, email=None)

    assert (changed["score"], changed["email"], changed["phone"], changed["contact_name"]) == (80, None, "+861055551234", "Ada")
    assert changed["version"] == lead["version"] + 1
    assert crm.events("sales.lead.updated.v1")[0]["data"]["score"] == 80


def test_a_lead_stays_reachable(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    lead = given.lead(rep)

    with crm.refused(422, "unreachable_lead"):
        crm.do(ChangeLead, rep, lead_id=lead["id"], version=lead["version"], email=None)
    with crm.refused(412, "stale"):
        crm.do(ChangeLead, rep, lead_id=lead["id"], version=9, score=1)


def test_a_new_name_is_checked_against_customers(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    lead = given.lead(rep, company_or_person="Someone")
    given.account("Huawei Ltd")
    change = {"lead_id": lead["id"], "version": lead["version"], "company_or_person": "Huawei"}

    with crm.refused(409, "possible_duplicate"):
        crm.do(ChangeLead, rep, **change)
    assert crm.do(ChangeLead, rep, **change, confirm_duplicate=True, reason="Their factory")["company_or_person"] == "Huawei"


def test_a_lead_goes_on_with_somebody_else_as_it_is(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    colleague = crm.person("sales.lead.*:own", team="/1/7/")
    lead = given.accepted_lead(rep)

    moved = crm.do(TransferLead, rep, lead_id=lead["id"], version=lead["version"], owner_id=colleague.user_id)

    assert (moved["status"], moved["response_due"]) == ("accepted", lead["response_due"])
    assert crm.ask(GetLead, colleague, lead_id=lead["id"])["owner_id"] == str(colleague.user_id)
    with crm.refused(404):
        crm.ask(GetLead, rep, lead_id=lead["id"])


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
