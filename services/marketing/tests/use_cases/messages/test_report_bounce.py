"""Messages that came back."""

from typing import Any

from crm_contracts.marketing.commands.messages import ReportBounce
from crm_contracts.marketing.queries.messages import ListMessages
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest
from marketing.sending import ledger
from marketing.sending.ledger import Verdict


def test_what_was_sent_came_back(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    given.contact()
    given.running(marketer)
    planned = crm.ask(ListMessages, marketer)["data"][0]
    with crm.refused(409, "illegal_transition"):
        crm.do(ReportBounce, marketer, message_id=planned["id"], version=planned["version"], reason="unknown user")
    (mine,) = ledger.claim(crm.app, crm.tenant_id, crm.tenant_id, ["email"], 1)
    ledger.hand_over(crm.app, mine)
    ledger.settle(crm.app, mine, Verdict("sent"))
    sent = crm.ask(ListMessages, marketer)["data"][0]

    back = crm.do(ReportBounce, marketer, message_id=sent["id"], version=sent["version"], reason="unknown user")

    assert (back["status"], back["reason"]) == ("bounced", "unknown user")
    assert [event["data"]["reason"] for event in crm.events("marketing.message.bounced.v1")] == ["unknown user"]
