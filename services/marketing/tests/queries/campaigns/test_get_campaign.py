"""One campaign."""

from typing import Any
from uuid import uuid4

from crm_contracts.marketing.queries.campaigns import GetCampaign
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_a_campaign_is_there_for_those_who_may_see_it(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    campaign = given.campaign(marketer)

    assert crm.ask(GetCampaign, marketer, campaign_id=campaign["id"]) == campaign
    for who, campaign_id in ((marketer, uuid4()), (crm.person("marketing.*:own"), campaign["id"])):
        with crm.refused(404):
            crm.ask(GetCampaign, who, campaign_id=campaign_id)
