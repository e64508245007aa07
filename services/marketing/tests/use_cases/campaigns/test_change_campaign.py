"""Correcting campaigns."""

from typing import Any
from uuid import uuid4

from crm_contracts.marketing.commands.campaigns import ChangeCampaign, SubmitCampaign
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_a_draft_is_corrected(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    campaign, template = given.campaign(marketer), uuid4()

    changed = given.step(ChangeCampaign, marketer, campaign, name="Other", steps=[{"template_id": template}])

    assert (changed["name"], changed["version"]) == ("Other", 2)
    assert [step["template_id"] for step in changed["steps"]] == [str(template)]


def test_what_waits_for_approval_stays_as_it_is(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    waiting = given.step(SubmitCampaign, marketer, given.campaign(marketer))

    with crm.refused(409, "not_draft"):
        given.step(ChangeCampaign, marketer, waiting, name="Other")


def test_rules_hold_for_changes_too(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    campaign = given.campaign(marketer)

    with crm.refused(422, "ends_before_start", pointer="/ends_on"):
        given.step(ChangeCampaign, marketer, campaign, ends_on="2020-01-01")
    with crm.refused(422, "unknown_list", pointer="/list_id"):
        given.step(ChangeCampaign, marketer, campaign, list_id=uuid4())
    with crm.refused(404):
        given.step(ChangeCampaign, crm.person("marketing.*:own"), campaign, name="Mine")
