"""Leads that became customers."""

from typing import Any
from uuid import uuid4

from crm_contracts.marketing.queries.reports import CampaignReturns, GetCampaignOutcome
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_heard_twice_it_is_one_touch(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    one, other = given.campaign(marketer), given.campaign(marketer)
    account, lead = uuid4(), uuid4()
    given.met(account, other)
    given.order(account, net="100.00")

    told = {"account_id": account, "campaign_id": one["id"], "converted_at": "2026-01-02T00:00:00Z"}
    for version in (2, 2, 1):
        crm.hear_golden("sales.lead.converted.v1", aggregateversion=version, id=lead, **told)

    rows = crm.ask(CampaignReturns, marketer, model="linear")["rows"]
    assert [row["revenue"]["amount"] for row in rows] == ["50.00", "50.00"]


def test_a_converted_lead_counts_as_converted_until_it_is_reopened(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    campaign, lead = given.campaign(marketer), uuid4()
    told = {"campaign_id": campaign["id"], "response_id": None}

    given.lead(campaign, id=lead, status="accepted", version=2)
    for version in (3, 3):
        crm.hear_golden("sales.lead.converted.v1", aggregateversion=version, id=lead, **told)
    given.lead(campaign, id=lead, status="assigned", version=1)
    converted = crm.ask(GetCampaignOutcome, marketer, campaign_id=campaign["id"])
    given.lead(campaign, id=lead, status="working", version=4)

    reopened = crm.ask(GetCampaignOutcome, marketer, campaign_id=campaign["id"])
    assert (converted["leads"], converted["accepted"], converted["converted"]) == (1, 1, 1)
    assert (reopened["leads"], reopened["accepted"], reopened["converted"]) == (1, 0, 0)
