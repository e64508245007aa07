"""Somebody else's word."""

from typing import Any

from crm_contracts.inventory.commands.purchase_orders import ApprovePurchaseOrder
from crm_kit.testing.service import ServiceUnderTest


def test_somebody_else_than_the_author_decides(crm: ServiceUnderTest, given: Any, buying: Any) -> None:
    given.settings(purchase_approval_limit={"amount": "1.00", "currency": "CNY"})
    waiting, boss = buying.order(submit=True), crm.administrator()

    with crm.refused(403, "own_record"):
        buying.act(ApprovePurchaseOrder, waiting)
    approved = buying.act(ApprovePurchaseOrder, waiting, boss, comment="Fine")

    assert (approved["status"], approved["decided_by"], approved["decision_comment"]) == ("approved", str(boss.user_id), "Fine")
