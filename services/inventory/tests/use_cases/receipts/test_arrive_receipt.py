"""Goods that are here."""

from typing import Any

from crm_contracts.inventory.commands.receipts import ArriveReceipt
from crm_kit.testing.service import ServiceUnderTest


def test_they_arrive_once(crm: ServiceUnderTest, buying: Any) -> None:
    arrived = buying.act(ArriveReceipt, buying.receipt(buying.sent()), delivery_note="LS 18")

    assert (arrived["status"], arrived["delivery_note"]) == ("arrived", "LS 18")
    with crm.refused(409, "illegal_transition"):
        buying.act(ArriveReceipt, arrived)
