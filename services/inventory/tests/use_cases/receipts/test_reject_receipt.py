"""Goods that are not taken."""

from typing import Any

from crm_contracts.inventory.commands.receipts import ArriveReceipt, PostReceipt, RejectReceipt
from crm_kit.testing.service import ServiceUnderTest


def test_they_are_still_expected(crm: ServiceUnderTest, buying: Any) -> None:
    order = buying.sent(buying.line(10))

    rejected = buying.act(RejectReceipt, buying.act(ArriveReceipt, buying.receipt(order)), reason="Wrong goods")

    assert (rejected["status"], rejected["reason"]) == ("rejected", "Wrong goods")
    assert buying.again(order)["lines"][0]["received"] == "0"
    with crm.refused(409, "illegal_transition"):
        buying.act(PostReceipt, rejected)
