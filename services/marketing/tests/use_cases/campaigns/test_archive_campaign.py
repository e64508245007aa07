"""Putting campaigns away."""

from typing import Any

from crm_contracts.marketing.commands.campaigns import ArchiveCampaign, StopCampaign
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_what_is_over_is_put_away(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    given.contact()
    running = given.running(marketer)

    with crm.refused(409, "illegal_transition"):
        given.step(ArchiveCampaign, marketer, running)
    archived = given.step(ArchiveCampaign, marketer, given.step(StopCampaign, marketer, running, reason="Over"))

    assert archived["status"] == "archived"
    with crm.refused(409, "campaign_archived"):
        given.cost(marketer, archived, "1.00")
