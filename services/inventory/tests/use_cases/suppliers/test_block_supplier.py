"""Suppliers that nothing is ordered from."""

from typing import Any

from crm_contracts.inventory.commands.purchase_orders import SendPurchaseOrder, SubmitPurchaseOrder
from crm_contracts.inventory.commands.suppliers import BlockSupplier
from crm_kit.testing.service import ServiceUnderTest


def test_nothing_is_ordered_or_sent(crm: ServiceUnderTest, buying: Any) -> None:
    supplier = buying.supplier()
    draft, ready = buying.order(supplier_id=supplier["id"]), buying.order(supplier_id=supplier["id"], submit=True)

    blocked = buying.act(BlockSupplier, supplier, reason="Certificate expired")

    assert (blocked["status"], blocked["block_reason"]) == ("blocked", "Certificate expired")
    for message, order in ((SubmitPurchaseOrder, draft), (SendPurchaseOrder, ready)):
        with crm.refused(409, "supplier_blocked"):
            buying.act(message, order)
    with crm.refused(409, "supplier_blocked"):
        buying.order(supplier_id=supplier["id"])
