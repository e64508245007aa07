"""The customer says no."""

from typing import Any

from crm_contracts.sales.commands.quotations import DeclineQuotation
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest, write_golden


def test_the_reason_is_told(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    sent = given.sent(rep)

    declined = crm.do(DeclineQuotation, rep, quotation_id=sent["id"], version=sent["version"], reason="Too dear")

    assert (declined["status"], declined["closing_reason"]) == ("declined", "Too dear")
    event = crm.events("sales.quotation.declined.v1")[0]
    assert event["data"]["reason"] == "Too dear"
    write_golden(event)
