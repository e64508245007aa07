"""Approving campaigns."""

from typing import Any

from crm_contracts.marketing.commands.campaigns import ApproveCampaign, SubmitCampaign
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest, write_golden


def test_somebody_else_than_the_author_approves(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    waiting = given.step(SubmitCampaign, marketer, given.campaign(marketer))

    with crm.refused(403, "own_record"):
        given.step(ApproveCampaign, marketer, waiting)
    approved = given.step(ApproveCampaign, crm.administrator(), waiting, comment="Go")

    assert (approved["status"], approved["decision_comment"]) == ("approved", "Go")
    write_golden(crm.events("marketing.campaign.approved.v1")[0])


def test_whoever_asked_for_another_does_not_approve_either(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    colleague = crm.person("marketing.*:all", "customers.*.read:all")
    waiting = given.step(SubmitCampaign, colleague, given.campaign(marketer))

    for who in (marketer, colleague):
        with crm.refused(403, "own_record"):
            given.step(ApproveCampaign, who, waiting)
