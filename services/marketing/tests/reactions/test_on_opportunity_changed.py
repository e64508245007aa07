"""What sales tells of opportunities."""

from typing import Any
from uuid import uuid4

from crm_contracts.marketing.queries.reports import GetCampaignOutcome
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_the_newest_state_of_an_opportunity_counts(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    campaign, deal = given.campaign(marketer), uuid4()

    for status, version in (("won", 3), ("open", 1), ("won", 3)):
        given.opportunity(campaign, id=deal, status=status, version=version)

    found = crm.ask(GetCampaignOutcome, marketer, campaign_id=campaign["id"])
    assert (found["opportunities"], found["open"], found["won"]) == (1, 0, 1)


def test_a_deleted_opportunity_is_none(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    campaign = given.campaign(marketer)
    deal = given.opportunity(campaign)

    crm.hear_golden("sales.opportunity.deleted.v1", aggregateversion=2, id=deal)

    assert crm.ask(GetCampaignOutcome, marketer, campaign_id=campaign["id"])["opportunities"] == 0
