"""A lead becomes a customer."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest

from crm_contracts.sales.commands.conversion import ConvertLead
from crm_contracts.sales.commands.leads import AcceptLead, ReopenLead
from crm_contracts.sales.queries.leads import GetLead
from crm_contracts.sales.queries.opportunities import GetOpportunity, ListOpportunities
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest, write_golden


def test_account_contact_and_opportunity_are_there_at_once(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    campaign_id = uuid4()
    lead = given.accepted_lead(
        rep, company_or_person="华为技术", contact_name="王小明", title="采购", phone="+86 10 5555 1234", campaign_id=campaign_id,
        address={"line1": "1 Chang'an Ave", "city": "北京"}, consent={"channels": ["email"]},
    )  # fmt: skip
    wanted = {"name": "Pumps for 华为", "close_date": given.in_days(60), "amount": {"amount": "1200.50", "currency": "CNY"}}

    answer = crm.do(ConvertLead, rep, lead_id=lead["id"], version=lead["version"], opportunity=wanted)

    assert answer["status"] == "converted"
    assert answer["created"] == {"account": True, "contact": True, "opportunity": True}
    deal = crm.ask(GetOpportunity, rep, opportunity_id=answer["opportunity_id"])
    assert deal["accounts"] == [{"id": answer["account_id"], "is_main": True}]
    assert deal["contacts"] == [{"id": answer["contact_id"], "role": ""}]
    assert (deal["lead_id"], deal["campaign_id"], deal["source"]) == (lead["id"], str(campaign_id), "web")
    assert (deal["next_step"], deal["next_step_date"]) == ("First contact", given.in_days(7).isoformat())
    assert (deal["owner_id"], deal["stage"], deal["probability"]) == (str(rep.user_id), "qualification", 10)
    assert crm.ask(ListOpportunities, rep)["data"][0]["account_name"] == "华为技术"
    assert crm.ask(GetLead, rep, lead_id=lead["id"])["converted_at"] == answer["converted_at"]


def test_the_event_tells_customers_all_they_need(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    lead = given.accepted_lead(
        rep, first_name="Ada", last_name="Lovelace", phone="+44 20 7946 0000", address={"line1": "1 High St", "country": "GB"},
        consent={"channels": ["email", "call"]},
    )  # fmt: skip

    answer = crm.do(ConvertLead, rep, lead_id=lead["id"], version=lead["version"], opportunity={"close_date": given.in_days(9)})

    event = crm.events("sales.lead.converted.v1")[0]
    told = event["data"]
    assert (told["id"], told["account_id"], told["contact_id"]) == (lead["id"], answer["account_id"], answer["contact_id"])
    assert (told["account_name"], told["account_kind"], told["address"]["line1"]) == ("Acme", "company", "1 High St")
    assert told["contact"] == {
        "first_name": "Ada", "last_name": "Lovelace", "full_name": "Ada Lovelace", "title": "",
        "emails": ["ada@acme.example"], "phones": ["+442079460000"],
    }  # fmt: skip
    assert told["consent"]["channels"] == ["email", "call"]
    assert crm.events("sales.opportunity.created.v1")[0]["data"]["id"] == answer["opportunity_id"]
    write_golden(event)


def test_a_later_call_gives_the_same_answer_and_makes_nothing(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    lead = given.accepted_lead(rep, contact_name="Ada")
    call = {"lead_id": lead["id"], "version": lead["version"], "opportunity": {"close_date": given.in_days(9)}}

    first = crm.do(ConvertLead, rep, **call)
    again = crm.do(ConvertLead, rep, key="another", **call)
    otherwise = crm.do(ConvertLead, rep, lead_id=lead["id"], version=1, account={"name": "Else"})

    assert first == again == otherwise
    assert len(crm.events("sales.lead.converted.v1")) == 1
    assert len(crm.ask(ListOpportunities, rep)["data"]) == 1


def test_two_at_once_make_one_customer(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    lead = given.accepted_lead(rep, contact_name="Ada")

    with ThreadPoolExecutor(4) as people:
        calls = [people.submit(crm.do, ConvertLead, rep, lead_id=lead["id"], version=lead["version"]) for _ in range(4)]

    assert len({call.result()["account_id"] for call in calls}) == 1
    assert len(crm.events("sales.lead.converted.v1")) == 1


def test_what_is_there_can_be_taken_instead_of_new_ones(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    account_id, contact_id = given.account("Else"), given.contact("Bob")
    deal = given.opportunity(rep, accounts=[{"id": account_id}])
    lead = given.accepted_lead(rep)

    answer = crm.do(
        ConvertLead, rep, lead_id=lead["id"], version=lead["version"], account={"id": account_id}, contact={"id": contact_id},
        opportunity={"id": deal["id"]},
    )  # fmt: skip

    assert answer["created"] == {"account": False, "contact": False, "opportunity": False}
    assert (answer["account_id"], answer["contact_id"]) == (str(account_id), str(contact_id))
    assert crm.ask(GetOpportunity, rep, opportunity_id=deal["id"])["lead_id"] == lead["id"]
    told = crm.events("sales.lead.converted.v1")[0]["data"]
    assert (told["account_name"], told["contact"]) == ("Else", None)


def test_no_opportunity_is_made_where_none_is_asked_for(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    lead = given.accepted_lead(rep, kind="person", company_or_person="Ada Lovelace")

    answer = crm.do(ConvertLead, rep, lead_id=lead["id"], version=lead["version"])

    assert answer["opportunity_id"] is None
    told = crm.events("sales.lead.converted.v1")[0]["data"]
    assert (told["account_kind"], told["contact"]["full_name"]) == ("person", "Ada Lovelace")


@pytest.mark.parametrize(
    ("choice", "code", "pointer"),
    [
        ({"opportunity": {}}, "required", "/opportunity/close_date"),
        ({"opportunity": {"close_date": "2020-01-01"}}, "in_the_past", "/opportunity/close_date"),
        ({"opportunity": {"close_date": "2999-01-01", "stage": "nowhere"}}, "unknown_stage", "/opportunity/stage"),
        ({"opportunity": {"id": str(uuid4())}}, "unknown_opportunity", "/opportunity/id"),
        ({"account": {"id": str(uuid4())}}, "unknown_account", "/account/id"),
        ({"contact": {"id": str(uuid4())}}, "unknown_contact", "/contact/id"),
        ({"account": {"title": "x"}}, "unknown_field", "/account/title"),
    ],
)
def test_what_is_missing_or_unknown_is_named(
    crm: ServiceUnderTest, given: Any, rep: Caller, choice: dict[str, Any], code: str, pointer: str
) -> None:
    lead = given.accepted_lead(rep, contact_name="Ada")

    with crm.refused(422, code, pointer=pointer):
        crm.do(ConvertLead, rep, lead_id=lead["id"], version=lead["version"], **choice)

    assert crm.ask(GetLead, rep, lead_id=lead["id"])["status"] == "accepted"
    assert crm.events("sales.opportunity.created.v1") == []


def test_a_contact_needs_a_name(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    lead = given.accepted_lead(rep)

    with crm.refused(422, "required", pointer="/contact/full_name"):
        crm.do(ConvertLead, rep, lead_id=lead["id"], version=lead["version"])

    named = {"first_name": "Ada", "last_name": "Byron"}
    assert crm.do(ConvertLead, rep, lead_id=lead["id"], version=lead["version"], contact=named)["created"]["contact"]


def test_only_who_works_on_a_lead_converts_it(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    lead = given.lead(rep, contact_name="Ada")

    with crm.refused(409, "illegal_transition") as problem:
        crm.do(ConvertLead, rep, lead_id=lead["id"], version=lead["version"])
    assert (problem["current"], problem["allowed"]) == ("new", ["assign"])
    accepted = given.accepted_lead(rep, company_or_person="Other", contact_name="Ada")
    with crm.refused(412, "stale"):
        crm.do(ConvertLead, rep, lead_id=accepted["id"], version=1)
    with crm.refused(404):
        crm.do(ConvertLead, crm.person("sales.*:own"), lead_id=accepted["id"], version=accepted["version"])


def test_a_reopened_lead_keeps_its_customer(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    lead = given.accepted_lead(rep, contact_name="Ada")
    first = crm.do(
        ConvertLead, rep, lead_id=lead["id"], version=lead["version"], opportunity={"close_date": given.in_days(9)}
    )  # fmt: skip
    reopened = crm.do(ReopenLead, rep, lead_id=lead["id"], version=first["version"], reason="They called again")

    again = crm.do(ConvertLead, rep, lead_id=lead["id"], version=reopened["version"])

    same = ("account_id", "contact_id", "opportunity_id")
    assert [again[name] for name in same] == [first[name] for name in same]
    assert again["created"] == {"account": False, "contact": False, "opportunity": False}


def test_whoever_converts_a_lead_from_a_queue_has_it_from_then_on(crm: ServiceUnderTest, given: Any) -> None:
    clerk, member = crm.person("sales.*:all"), crm.person("sales.*:team", "customers.*:all", team="/1/9/")
    lead = given.lead(clerk, contact_name="Ada", queue_id=given.team("/1/9/"))
    accepted = crm.do(AcceptLead, member, lead_id=lead["id"], version=lead["version"])

    made = crm.do(
        ConvertLead, member, lead_id=lead["id"], version=accepted["version"], opportunity={"close_date": given.in_days(9)}
    )  # fmt: skip

    assert crm.ask(GetOpportunity, member, opportunity_id=made["opportunity_id"])["owner_id"] == str(member.user_id)
    assert crm.ask(GetLead, member, lead_id=lead["id"])["queue_id"] is None
    assert crm.events("sales.lead.converted.v1")[0]["data"]["owner_id"] == str(member.user_id)
