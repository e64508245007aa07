"""Campaigns that come to their end."""

from typing import Any

from crm_contracts.marketing.commands.campaigns import PauseCampaign, ResumeCampaign
from crm_contracts.marketing.queries.campaigns import GetCampaign
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest, write_golden


def test_a_campaign_is_completed_after_its_last_day(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    given.contact()
    running = given.running(marketer)

    crm.ring("complete_campaign")

    assert crm.ask(GetCampaign, marketer, campaign_id=running["id"])["status"] == "completed"
    write_golden(crm.events("marketing.campaign.completed.v1")[0])


def test_a_paused_one_is_completed_once_it_runs_again(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    given.contact()
    paused = given.step(PauseCampaign, marketer, given.running(marketer))

    crm.ring("complete_campaign")
    still = crm.ask(GetCampaign, marketer, campaign_id=paused["id"])
    given.step(ResumeCampaign, marketer, still)
    crm.ring("complete_campaign")

    assert still["status"] == "paused"
    assert crm.ask(GetCampaign, marketer, campaign_id=paused["id"])["status"] == "completed"
