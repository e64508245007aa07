"""One message of the ledger."""

from typing import Any
from uuid import uuid4

from crm_contracts.marketing.queries.messages import GetMessage, ListMessages
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_a_message_is_shown(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    given.contact()
    given.running(marketer)
    row = crm.ask(ListMessages, marketer)["data"][0]

    assert crm.ask(GetMessage, marketer, message_id=row["id"]) == row
    with crm.refused(404):
        crm.ask(GetMessage, marketer, message_id=uuid4())
