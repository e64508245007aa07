"""Asking for approval of campaigns."""

from typing import Any

from crm_contracts.marketing.commands.campaigns import SubmitCampaign
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_a_submitted_campaign_waits(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    waiting = given.step(SubmitCampaign, marketer, given.campaign(marketer))

    assert (waiting["status"], waiting["submitted_by"]) == ("pending_approval", str(marketer.user_id))
    with crm.refused(409, "illegal_transition") as problem:
        given.step(SubmitCampaign, marketer, waiting)
    assert sorted(problem["allowed"]) == ["approve", "return"]
