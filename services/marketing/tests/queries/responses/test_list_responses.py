"""Responses in lists."""

from typing import Any

from crm_contracts.marketing.commands.responses import RecordOpen
from crm_contracts.marketing.queries.responses import ListResponses
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_people_s_and_machines_responses_are_told_apart(crm: ServiceUnderTest, stranger: Any, marketer: Caller) -> None:
    stranger.do(RecordOpen, agent="curl/8", token=stranger.token("o"))
    stranger.later()
    stranger.do(RecordOpen, token=stranger.token("o"))

    people = crm.ask(ListResponses, marketer, where={"field": "is_human", "value": True})["data"]

    assert [row["kind"] for row in people] == ["open"]
    assert len(crm.ask(ListResponses, marketer, where={"field": "campaign_id", "value": stranger.campaign["id"]})["data"]) == 2
