"""Who responded."""

from typing import Any

from crm_contracts.marketing.commands.responses import RecordClick, RecordOpen, RecordResponse
from crm_contracts.marketing.queries.responses import ListRespondents
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_each_contact_stands_there_once(crm: ServiceUnderTest, stranger: Any, marketer: Caller) -> None:
    stranger.later()
    stranger.do(RecordOpen, token=stranger.token("o"))
    stranger.do(RecordClick, token=stranger.token("c"))
    about = {"campaign_id": stranger.campaign["id"], "contact_id": stranger.contact_id}
    crm.do(RecordResponse, marketer, **about, kind="reply")

    (met,) = crm.ask(ListRespondents, marketer, where={"field": "campaign_id", "value": stranger.campaign["id"]})["data"]

    assert (met["first_kind"], met["last_kind"], met["responses"]) == ("open", "reply", 3)
