"""Going on with campaigns."""

from typing import Any

from crm_contracts.marketing.commands.campaigns import PauseCampaign, ResumeCampaign
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_it_goes_on_with_the_same_people(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    given.contact()
    running = given.running(marketer)
    paused = given.step(PauseCampaign, marketer, running)
    given.contact()

    resumed = given.step(ResumeCampaign, marketer, paused)

    assert (resumed["status"], resumed["count"]) == ("running", 1)
    assert resumed["list_snapshot_id"] == running["list_snapshot_id"]
