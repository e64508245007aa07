"""Saying what became of messages that nobody knew the end of."""

from typing import Any

import pytest

from crm_contracts.marketing.commands.messages import ResolveMessage
from crm_contracts.marketing.queries.messages import ListMessages
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest
from marketing.sending import ledger
from marketing.sending.ledger import Verdict


@pytest.fixture
def unknown(crm: ServiceUnderTest, given: Any, marketer: Caller) -> dict[str, Any]:
    given.contact()
    given.running(marketer)
    (mine,) = ledger.claim(crm.app, crm.tenant_id, crm.tenant_id, ["email"], 1)
    ledger.hand_over(crm.app, mine)
    ledger.settle(crm.app, mine, Verdict("unknown", "lost"))
    row: dict[str, Any] = crm.ask(ListMessages, marketer)["data"][0]
    return row


@pytest.mark.parametrize(("finding", "status"), [("sent", "sent"), ("bounced", "bounced"), ("not_sent", "planned")])
def test_somebody_looked_it_up(crm: ServiceUnderTest, unknown: Any, marketer: Caller, finding: str, status: str) -> None:
    told = {"message_id": unknown["id"], "version": unknown["version"], "finding": finding, "reason": "the server's log"}

    resolved = crm.do(ResolveMessage, marketer, **told)

    assert (unknown["status"], resolved["status"]) == ("unknown", status)
    again = ledger.claim(crm.app, crm.tenant_id, crm.tenant_id, ["email"], 1)
    assert len(again) == (1 if finding == "not_sent" else 0)
    with crm.refused(409, "illegal_transition"):
        crm.do(ResolveMessage, marketer, **{**told, "version": resolved["version"] + len(again)})
