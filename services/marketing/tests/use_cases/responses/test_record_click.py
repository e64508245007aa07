"""Links that are followed."""

from typing import Any

from crm_contracts.marketing.commands.responses import RecordClick
from crm_contracts.marketing.queries.messages import CountCampaign
from crm_contracts.marketing.queries.responses import ListResponses
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_a_person_s_click_counts_and_leads_on(crm: ServiceUnderTest, stranger: Any, marketer: Caller) -> None:
    stranger.later()

    answer = stranger.do(RecordClick, token=stranger.token("c"))

    assert answer == {"url": "https://acme.example/offer?a=1"}
    (row,) = crm.ask(ListResponses, marketer)["data"]
    assert (row["kind"], row["is_human"], row["contact_id"]) == ("click", True, str(stranger.contact_id))
    assert crm.ask(CountCampaign, marketer, campaign_id=stranger.campaign["id"])["clicked"] == 1


def test_a_scanner_s_click_is_known_for_one(crm: ServiceUnderTest, stranger: Any, marketer: Caller) -> None:
    stranger.do(RecordClick, token=stranger.token("c"))
    stranger.later()
    stranger.do(RecordClick, agent="Barracuda Sentinel (EE)", token=stranger.token("c"))

    found = crm.ask(CountCampaign, marketer, campaign_id=stranger.campaign["id"])

    assert (found["clicked"], found["by_machines"], found["respondents"]) == (0, 2, 0)


def test_nobody_makes_up_where_a_link_leads(crm: ServiceUnderTest, stranger: Any) -> None:
    token = stranger.token("c")

    for forged in (token[:-2] + "AA", "x", stranger.token("o"), "a" * 4000):
        with crm.refused(404):
            stranger.do(RecordClick, token=forged)
