"""The ledger in lists."""

from typing import Any

from crm_contracts.marketing.queries.messages import ListMessages
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_nothing_that_is_not_sent_is_silent(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    ada, silent = given.contact("Ada"), given.contact("Silent", agrees=False)
    running = given.running(marketer)

    rows = crm.ask(ListMessages, marketer, where={"field": "campaign_id", "value": running["id"]})["data"]
    suppressed = crm.ask(ListMessages, marketer, where={"field": "status", "value": "suppressed"})["data"]

    assert {row["contact_id"]: row["status"] for row in rows} == {str(ada): "planned", str(silent): "suppressed"}
    assert [(row["contact_id"], row["reason"]) for row in suppressed] == [(str(silent), "no_consent")]
