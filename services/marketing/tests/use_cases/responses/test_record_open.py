"""Messages that are opened."""

from typing import Any

from crm_contracts.marketing.commands.responses import RecordOpen
from crm_contracts.marketing.queries.messages import CountCampaign
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_an_opening_counts_unless_a_proxy_did_it(crm: ServiceUnderTest, stranger: Any, marketer: Caller) -> None:
    stranger.later()

    stranger.do(RecordOpen, token=stranger.token("o"))
    stranger.do(RecordOpen, agent="Mozilla/5.0 (via ggpht.com GoogleImageProxy)", token=stranger.token("o"))

    found = crm.ask(CountCampaign, marketer, campaign_id=stranger.campaign["id"])
    assert (found["opened"], found["by_machines"]) == (1, 1)
