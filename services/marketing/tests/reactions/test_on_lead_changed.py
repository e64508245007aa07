"""What sales tells of leads."""

from typing import Any
from uuid import uuid4

from crm_contracts.marketing.queries.reports import GetCampaignOutcome
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_the_newest_state_of_a_lead_counts(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    campaign, lead = given.campaign(marketer), uuid4()

    for status, version in (("rejected", 3), ("assigned", 1), ("rejected", 3)):
        given.lead(campaign, id=lead, status=status, version=version)

    found = crm.ask(GetCampaignOutcome, marketer, campaign_id=campaign["id"])
    assert (found["leads"], found["rejected"]) == (1, 1)


def test_a_deleted_lead_is_none(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    campaign = given.campaign(marketer)
    lead = given.lead(campaign)

    crm.hear_golden("sales.lead.deleted.v1", aggregateversion=2, id=lead)

    assert crm.ask(GetCampaignOutcome, marketer, campaign_id=campaign["id"])["leads"] == 0
