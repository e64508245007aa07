"""Taking in enquiries."""

from typing import Any
from uuid import uuid4

import pytest

from crm_contracts.sales.commands.leads import CreateLead
from crm_contracts.sales.queries.leads import GetLead, ListLeads
from crm_kit.testing.service import ServiceUnderTest, write_golden


def test_an_enquiry_becomes_a_new_lead_of_whoever_took_it(crm: ServiceUnderTest) -> None:
    rep = crm.person("sales.lead.*:own")
    consent = {"channels": ["email"], "wording": "Yes, write to me", "given_at": "2026-11-20T08:00:00+08:00"}

    lead = crm.do(
        CreateLead, rep, company_or_person="华为 Ltd", source="web", email="Ada@Example.com", first_name="小明", last_name="王",
        interest_products=[{"name": "Pump"}], utm={"source": "baidu"}, consent=consent, message="How much?\nAda",
    )  # fmt: skip

    assert (lead["status"], lead["owner_id"], lead["queue_id"]) == ("new", str(rep.user_id), None)
    assert (lead["contact_name"], lead["email"]) == ("王小明", "Ada@example.com")
    assert lead["interest_products"] == [{"product_id": None, "name": "Pump"}]
    assert lead["consent"]["given_at"].startswith("2026-11-20T00:00:00")
    assert lead == crm.ask(GetLead, rep, lead_id=lead["id"])
    event = crm.events("sales.lead.created.v1")[0]
    assert event["data"]["id"] == lead["id"]
    assert event["aggregateversion"] == 1
    write_golden(event)


@pytest.mark.parametrize("by", [{"phone": "+86 10 5555 1234"}, {"address": {"line1": "1 Chang'an Ave", "city": "北京"}}])
def test_one_way_to_answer_is_enough(crm: ServiceUnderTest, by: dict[str, object]) -> None:
    rep = crm.person("sales.lead.*:own")

    assert crm.do(CreateLead, rep, company_or_person="Ada", source="fair", **by)["status"] == "new"


def test_nobody_can_answer_without_a_way_to_reach_them(crm: ServiceUnderTest) -> None:
    rep = crm.person("sales.lead.*:own")

    with crm.refused(422, "unreachable_lead"):
        crm.do(CreateLead, rep, company_or_person="Ada", source="fair", message="call me")
    with crm.refused(422, "required", pointer="/company_or_person"):
        crm.do(CreateLead, rep, source="fair", email="a@b.example")
    with crm.refused(422, "unknown_field", pointer="/status"):
        crm.do(CreateLead, rep, company_or_person="Ada", source="fair", email="a@b.example", status="converted")
    assert crm.ask(ListLeads, rep)["data"] == []


def test_a_lead_can_be_given_away_as_it_comes(crm: ServiceUnderTest, given: Any) -> None:
    clerk, rep = crm.person("sales.lead.*:all"), crm.person("sales.lead.*:own", team="/1/2/")
    team_id = given.team("/1/9/")

    owned = given.lead(clerk, owner_id=rep.user_id)
    queued = given.lead(clerk, company_or_person="Else", queue_id=team_id)

    assert (owned["status"], owned["owner_id"]) == ("assigned", str(rep.user_id))
    assert (queued["status"], queued["owner_id"], queued["queue_id"]) == ("assigned", str(team_id), str(team_id))
    assert owned["response_due"] is not None
    with crm.refused(422, "unknown_user", pointer="/owner_id"):
        given.lead(clerk, owner_id=uuid4())


def test_the_same_call_again_gives_the_same_answer(crm: ServiceUnderTest) -> None:
    rep = crm.person("sales.lead.*:own")
    ada = {"company_or_person": "Ada", "source": "web", "email": "ada@acme.example"}

    first = crm.call(CreateLead, rep, key="k", **ada)
    again = crm.call(CreateLead, rep, key="k", **ada)

    assert again["result"] == first["result"]
    assert (first["replayed"], again["replayed"]) == (False, True)
    assert len(crm.ask(ListLeads, rep)["data"]) == 1
    with crm.refused(422, "idempotency_key_reused"):
        crm.do(CreateLead, rep, key="k", **{**ada, "source": "fair"})


def test_a_form_submitted_twice_is_one_lead(crm: ServiceUnderTest, given: Any) -> None:
    rep, other = crm.person("sales.lead.*:own"), crm.person("sales.lead.*:own")

    first = given.lead(rep, form_id="contact-us", submission_id="17")
    again = given.lead(rep, form_id="contact-us", submission_id="17", company_or_person="Otherwise")
    next_one = given.lead(rep, form_id="contact-us", submission_id="18")

    assert again == first
    assert next_one["id"] != first["id"]
    assert len(crm.events("sales.lead.created.v1")) == 2
    with crm.refused(409, "duplicate"):
        given.lead(other, form_id="contact-us", submission_id="17")
    with crm.refused(422, "incomplete_key"):
        given.lead(rep, form_id="contact-us")


@pytest.mark.parametrize(
    ("account", "lead", "mark"),
    [
        ({"name": "Huawei Technologies Co., Ltd."}, {"company_or_person": "HUAWEI Technologies"}, "name_key"),
        ({"name": "华为技术有限公司"}, {"company_or_person": "华为技术"}, "name_key"),
        ({"email": "ada@acme.example"}, {"email": "ada@acme.example"}, "email"),
        ({"phone": "+861055551234"}, {"phone": "+86 10 5555 1234"}, "phone"),
        ({"domain": "acme.example"}, {"website": "https://www.acme.example/about"}, "domain"),
        ({"domain": "acme.example"}, {"email": "new@acme.example"}, "domain"),
    ],
)
def test_who_looks_like_a_customer_is_a_possible_duplicate(
    crm: ServiceUnderTest, given: Any, account: dict[str, object], lead: dict[str, object], mark: str
) -> None:
    rep = crm.person("sales.lead.*:own", "customers.account.read:all")
    account_id = given.account(**{"name": "Else", **account})
    told = {"company_or_person": "New", "email": "x@new.example", **lead}

    with crm.refused(409, "possible_duplicate") as problem:
        given.lead(rep, **told)

    assert problem["candidates"][0]["id"] == str(account_id)
    assert mark in problem["candidates"][0]["matched_by"]
    with crm.refused(422, "required", pointer="/reason"):
        given.lead(rep, **told, confirm_duplicate=True)
    assert given.lead(rep, **told, confirm_duplicate=True, reason="Another branch")["status"] == "new"


def test_of_an_account_out_of_sight_only_name_and_owner_are_told(crm: ServiceUnderTest, given: Any) -> None:
    rep, owner_id = crm.person("sales.lead.*:own", "customers.account.read:own"), uuid4()
    given.account("Acme", owner_id=owner_id, team_path="/7/")

    with crm.refused(409, "possible_duplicate") as problem:
        given.lead(rep, company_or_person="Acme Inc.")

    assert problem["candidates"] == [{"entity": "account", "name": "Acme", "owner_id": str(owner_id), "access": "request"}]


def test_nobody_takes_in_leads_without_the_permission(crm: ServiceUnderTest, given: Any) -> None:
    with crm.refused(403, "forbidden"):
        given.lead(crm.person("sales.lead.read:all"))
