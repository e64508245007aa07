"""Let a purchase order go that waits."""

from crm_contracts.inventory.commands.purchase_orders import ApprovePurchaseOrder
from crm_kit.approval import Decision
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.purchase_order import PurchaseOrder


@app.handles(ApprovePurchaseOrder)
def approve_purchase_order(command: ApprovePurchaseOrder, work: Work) -> PurchaseOrder:
    order = work.get(PurchaseOrder, command.purchase_order_id, version=command.version)
    order.approve(Decision.of(work, command.comment))
    return order
