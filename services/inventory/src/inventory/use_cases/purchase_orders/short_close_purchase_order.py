"""Expect no more of a purchase order."""

from crm_contracts.inventory.commands.purchase_orders import ShortClosePurchaseOrder
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.purchase_order import PurchaseOrder
from inventory.lookups.purchasing import tell_expected


@app.handles(ShortClosePurchaseOrder)
def short_close_purchase_order(command: ShortClosePurchaseOrder, work: Work) -> PurchaseOrder:
    order = work.get(PurchaseOrder, command.purchase_order_id, version=command.version, lock=True)
    order.short_close(command.reason)
    tell_expected(work, [order])
    return order
