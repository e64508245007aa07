"""Taking in enquiries."""

from crm_contracts.sales.commands import CreateLead
from crm_contracts.sales.queries import GetLead, ListLeads
from crm_kit.testing.service import ServiceUnderTest, write_golden


def test_an_enquiry_becomes_a_new_lead_of_whoever_took_it(crm: ServiceUnderTest) -> None:
    rep = crm.person("sales.lead.*:own")

    lead = crm.do(CreateLead, rep, company_or_person="华为 Ltd", source="web", email="Ada@Example.com")

    assert lead["status"] == "new"
    assert lead["owner_id"] == str(rep.user_id)
    assert lead == crm.ask(GetLead, rep, lead_id=lead["id"])
    event = crm.events("sales.lead.created.v1")[0]
    assert event["data"]["id"] == lead["id"]
    assert event["aggregateversion"] == 1
    write_golden(event)


def test_the_same_call_again_gives_the_same_answer(crm: ServiceUnderTest) -> None:
    rep = crm.person("sales.lead.*:own")

    first = crm.call(CreateLead, rep, key="k", company_or_person="Ada", source="web")
    again = crm.call(CreateLead, rep, key="k", company_or_person="Ada", source="web")

    assert again["result"] == first["result"]
    assert (first["replayed"], again["replayed"]) == (False, True)
    assert len(crm.ask(ListLeads, rep)["data"]) == 1
    with crm.refused(422, "idempotency_key_reused"):
        crm.do(CreateLead, rep, key="k", company_or_person="Bob", source="web")


def test_a_page_leads_to_the_next(crm: ServiceUnderTest) -> None:
    rep = crm.person("sales.lead.*:own")
    for number in range(5):
        crm.do(CreateLead, rep, company_or_person=f"Company {number}", source="web")

    first = crm.ask(ListLeads, rep, limit=3, sort="company_or_person", count="exact")
    rest = crm.ask(ListLeads, rep, limit=3, sort="company_or_person", cursor=first["next_cursor"])

    assert first["count"] == 5
    assert [row["company_or_person"][-1] for row in first["data"] + rest["data"]] == list("01234")
    assert rest["has_more"] is False


def test_search_finds_a_part_of_a_name_in_any_script(crm: ServiceUnderTest) -> None:
    rep = crm.person("sales.lead.*:own")
    crm.do(CreateLead, rep, company_or_person="华为技术 Huawei", source="web")
    crm.do(CreateLead, rep, company_or_person="Else", source="web")

    for part in ("为", "huaw", "AWEI"):
        found = crm.ask(ListLeads, rep, where={"field": "q", "value": part})["data"]
        assert [row["company_or_person"] for row in found] == ["华为技术 Huawei"]


def test_others_do_not_see_it(crm: ServiceUnderTest) -> None:
    lead = crm.do(CreateLead, crm.person("sales.lead.*:own", team="/1/2/"), company_or_person="Ada", source="web")
    sibling, manager = crm.person("sales.lead.*:team", team="/1/3/"), crm.person("sales.lead.*:subtree", team="/1/")
    stranger = crm.fresh().administrator()

    assert crm.ask(GetLead, manager, lead_id=lead["id"])["id"] == lead["id"]
    for other in (sibling, stranger):
        assert crm.ask(ListLeads, other)["data"] == []
        with crm.refused(404):
            crm.ask(GetLead, other, lead_id=lead["id"])
