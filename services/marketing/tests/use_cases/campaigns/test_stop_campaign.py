"""Ending campaigns before their time."""

from typing import Any

from crm_contracts.marketing.commands.campaigns import ResumeCampaign, StopCampaign
from crm_contracts.marketing.queries.campaigns import GetCampaign
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest, write_golden


def test_a_stopped_campaign_says_why(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    given.contact()

    stopped = given.step(StopCampaign, marketer, given.running(marketer), reason="Wrong price")

    assert (stopped["status"], stopped["status_note"]) == ("stopped", "Wrong price")
    event = crm.events("marketing.campaign.stopped.v1")[0]
    assert event["data"]["reason"] == "Wrong price"
    write_golden(event)
    with crm.refused(409, "illegal_transition"):
        given.step(ResumeCampaign, marketer, stopped)


def test_it_is_not_completed_later(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    given.contact()
    stopped = given.step(StopCampaign, marketer, given.running(marketer), reason="Wrong price")

    assert crm.ring("complete_campaign") == 0
    assert crm.ask(GetCampaign, marketer, campaign_id=stopped["id"])["status"] == "stopped"


def test_what_does_not_run_is_not_stopped(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    with crm.refused(409, "illegal_transition"):
        given.step(StopCampaign, marketer, given.approved(marketer), reason="Never mind")
    with crm.refused(422, "required", pointer="/reason"):
        given.step(StopCampaign, marketer, given.approved(marketer))
