"""Campaigns that start by themselves."""

import datetime as dt
from typing import Any

from crm_contracts.marketing.commands.campaigns import ScheduleCampaign
from crm_contracts.marketing.commands.target_lists import ChangeTargetList
from crm_contracts.marketing.queries.campaigns import GetCampaign
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def scheduled(given: Any, who: Caller, **fields: Any) -> dict[str, Any]:
    at = dt.datetime.now(dt.UTC) + dt.timedelta(hours=1)
    made: dict[str, Any] = given.step(ScheduleCampaign, who, given.approved(who, **fields), starts_at=at)
    return made


def test_it_starts_when_its_time_has_come_and_once(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    given.contact()
    campaign = scheduled(given, marketer)
    given.contact()

    assert (crm.ring("start_campaign"), crm.ring("start_campaign")) == (1, 0)

    running = crm.ask(GetCampaign, marketer, campaign_id=campaign["id"])
    assert (running["status"], running["count"]) == ("running", 2)
    assert len(crm.events("marketing.campaign.launched.v1")) == 1


def test_a_list_that_is_empty_by_then_is_no_silent_empty_send(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    given.contact("Ada")
    target = given.everybody(marketer)
    campaign = scheduled(given, marketer, list_id=target["id"])
    nobody = {"field": "name", "value": "Nobody"}
    crm.do(ChangeTargetList, marketer, list_id=target["id"], version=target["version"], where=nobody)

    crm.ring("start_campaign")

    found = crm.ask(GetCampaign, marketer, campaign_id=campaign["id"])
    assert (found["status"], found["status_note"]) == ("approved", "/list_id Nobody is in its list")
    assert crm.events("marketing.campaign.launched.v1") == []
