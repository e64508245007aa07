"""Taking campaigns off the schedule."""

import datetime as dt
from typing import Any

from crm_contracts.marketing.commands.campaigns import ScheduleCampaign, UnscheduleCampaign
from crm_contracts.marketing.queries.campaigns import GetCampaign
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_it_does_not_start_by_itself_any_more(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    given.contact()
    at = dt.datetime.now(dt.UTC) + dt.timedelta(days=1)
    scheduled = given.step(ScheduleCampaign, marketer, given.approved(marketer), starts_at=at)

    back = given.step(UnscheduleCampaign, marketer, scheduled)

    assert (back["status"], back["starts_at"]) == ("approved", None)
    assert crm.ring("start_campaign") == 0
    assert crm.ask(GetCampaign, marketer, campaign_id=back["id"])["status"] == "approved"
