"""Take a purchase order back."""

from crm_contracts.inventory.commands.purchase_orders import CancelPurchaseOrder
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.purchase_order import PurchaseOrder
from inventory.lookups.purchasing import tell_expected


@app.handles(CancelPurchaseOrder)
def cancel_purchase_order(command: CancelPurchaseOrder, work: Work) -> PurchaseOrder:
    order = work.get(PurchaseOrder, command.purchase_order_id, version=command.version, lock=True)
    order.cancel(command.reason)
    tell_expected(work, [order])
    return order
