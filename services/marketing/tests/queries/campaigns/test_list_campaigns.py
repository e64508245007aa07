"""Lists of campaigns."""

from typing import Any

from crm_contracts.marketing.commands.campaigns import SubmitCampaign
from crm_contracts.marketing.queries.campaigns import ListCampaigns
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_a_page_leads_to_the_next(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    for number in range(3):
        given.campaign(marketer, name=f"Letter {number}")

    first = crm.ask(ListCampaigns, marketer, limit=2, sort="name", count="exact")
    rest = crm.ask(ListCampaigns, marketer, limit=2, sort="name", cursor=first["next_cursor"])

    assert first["count"] == 3
    assert [row["name"] for row in first["data"] + rest["data"]] == ["Letter 0", "Letter 1", "Letter 2"]


def test_filters_narrow_the_list(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    plan = given.plan(marketer)
    under, waiting = given.campaign(marketer, plan_id=plan["id"]), given.campaign(marketer, name="Autumn")
    given.step(SubmitCampaign, marketer, waiting)

    for where, found in (
        ({"field": "plan_id", "value": plan["id"]}, under),
        ({"field": "status", "value": "pending_approval"}, waiting),
        ({"field": "q", "value": "autu"}, waiting),
    ):
        assert [row["id"] for row in crm.ask(ListCampaigns, marketer, where=where)["data"]] == [found["id"]]
    assert crm.ask(ListCampaigns, crm.person("marketing.*:own"))["data"] == []
