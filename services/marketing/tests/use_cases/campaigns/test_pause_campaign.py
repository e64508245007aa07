"""Pausing campaigns."""

from typing import Any

from crm_contracts.marketing.commands.campaigns import PauseCampaign
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest, write_golden


def test_a_paused_campaign_rests(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    given.contact()

    paused = given.step(PauseCampaign, marketer, given.running(marketer))

    assert paused["status"] == "paused"
    write_golden(crm.events("marketing.campaign.paused.v1")[0])
    with crm.refused(409, "illegal_transition") as problem:
        given.step(PauseCampaign, marketer, paused)
    assert sorted(problem["allowed"]) == ["resume", "stop"]
