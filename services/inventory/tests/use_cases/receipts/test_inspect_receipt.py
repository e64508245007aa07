"""What inspections find."""

from typing import Any
from uuid import uuid4

from crm_contracts.inventory.commands.receipts import ArriveReceipt, InspectReceipt
from crm_kit.testing.service import ServiceUnderTest


def test_accepted_and_rejected_are_what_came(crm: ServiceUnderTest, buying: Any) -> None:
    arrived = buying.act(ArriveReceipt, buying.receipt(buying.sent(buying.line(10), buying.line(4))))
    line_id = arrived["lines"][0]["id"]

    with crm.refused(422, "does_not_add_up", "/lines/0/accepted"):
        buying.act(InspectReceipt, arrived, lines=[{"line_id": line_id, "accepted": "8", "rejected": "1"}])
    with crm.refused(422, "unknown_line", "/lines/0/line_id"):
        buying.act(InspectReceipt, arrived, lines=[{"line_id": uuid4(), "accepted": "8"}])
    found = buying.act(InspectReceipt, arrived, lines=[{"line_id": line_id, "accepted": "8", "rejected": "2"}])

    assert found["status"] == "inspecting"
    assert [(each["accepted"], each["rejected"]) for each in found["lines"]] == [("8", "2"), ("4", "0")]
