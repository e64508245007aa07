"""Lists of leads."""

from typing import Any

import pytest

from crm_contracts.sales.queries.leads import GetLead, ListLeads
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_a_page_leads_to_the_next(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    for number in range(5):
        given.lead(rep, company_or_person=f"Company {number}")

    first = crm.ask(ListLeads, rep, limit=3, sort="company_or_person", count="exact")
    rest = crm.ask(ListLeads, rep, limit=3, sort="company_or_person", cursor=first["next_cursor"])

    assert first["count"] == 5
    assert [row["company_or_person"][-1] for row in first["data"] + rest["data"]] == list("01234")
    assert rest["has_more"] is False


def test_search_finds_a_part_of_a_name_in_any_script(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    given.lead(rep, company_or_person="华为技术 Huawei")
    given.lead(rep, company_or_person="Else")

    for part in ("为", "huaw", "AWEI"):
        found = crm.ask(ListLeads, rep, where={"field": "q", "value": part})["data"]
        assert [row["company_or_person"] for row in found] == ["华为技术 Huawei"]


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ({"field": "status", "op": "in", "value": ["assigned", "accepted"]}, ["B"]),
        ({"field": "score", "op": "gte", "value": 50}, ["A"]),
        ({"and": [{"field": "source", "value": "fair"}, {"not": {"field": "score", "op": "lt", "value": 5}}]}, []),
        ({"field": "response_due", "op": "null", "value": False}, ["B"]),
        ({"field": "account_id", "op": "null", "value": True}, ["A", "B"]),
    ],
)
def test_filters_narrow_the_list(
    crm: ServiceUnderTest, given: Any, rep: Caller, where: dict[str, Any], found: list[str]
) -> None:  # fmt: skip
    given.lead(rep, company_or_person="A", score=60)
    given.assigned_lead(rep, company_or_person="B", source="fair")

    rows = crm.ask(ListLeads, rep, where=where, sort="company_or_person")["data"]

    assert [row["company_or_person"] for row in rows] == found


def test_nobody_sees_the_leads_of_others(crm: ServiceUnderTest, given: Any) -> None:
    lead = given.lead(crm.person("sales.lead.*:own", team="/1/2/"))
    sibling, manager = crm.person("sales.lead.*:team", team="/1/3/"), crm.person("sales.lead.*:subtree", team="/1/")
    stranger = crm.fresh().administrator()

    assert crm.ask(GetLead, manager, lead_id=lead["id"])["id"] == lead["id"]
    for other in (sibling, stranger):
        assert crm.ask(ListLeads, other, count="exact")["count"] == 0
        with crm.refused(404):
            crm.ask(GetLead, other, lead_id=lead["id"])
