"""Sending campaigns back."""

from typing import Any

from crm_contracts.marketing.commands.campaigns import ChangeCampaign, ReturnCampaign, SubmitCampaign
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_a_returned_campaign_is_a_draft_again(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    waiting = given.step(SubmitCampaign, marketer, given.campaign(marketer))

    back = given.step(ReturnCampaign, crm.administrator(), waiting, comment="Which pumps?")

    assert (back["status"], back["decision_comment"]) == ("draft", "Which pumps?")
    assert given.step(ChangeCampaign, marketer, back, goal="All pumps")["goal"] == "All pumps"
