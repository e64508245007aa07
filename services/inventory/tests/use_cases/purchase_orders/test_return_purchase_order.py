"""Not like this."""

from typing import Any

from crm_contracts.inventory.commands.purchase_orders import ChangePurchaseOrder, ReturnPurchaseOrder
from crm_kit.testing.service import ServiceUnderTest


def test_its_author_changes_it(crm: ServiceUnderTest, given: Any, buying: Any) -> None:
    given.settings(purchase_approval_limit={"amount": "1.00", "currency": "CNY"})
    waiting = buying.order(submit=True)

    returned = buying.act(ReturnPurchaseOrder, waiting, crm.administrator(), reason="Too many")

    assert (returned["status"], returned["reason"]) == ("draft", "Too many")
    assert buying.act(ChangePurchaseOrder, returned, lines=[buying.line(1, "0.5")])["total"]["amount"] == "0.50"
