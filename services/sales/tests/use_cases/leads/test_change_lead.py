"""Correcting leads."""

from typing import Any

from crm_contracts.sales.commands.leads import ChangeLead
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


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
