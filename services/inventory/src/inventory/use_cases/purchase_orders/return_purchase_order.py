"""Give a purchase order that waits back to its author."""

from crm_contracts.inventory.commands.purchase_orders import ReturnPurchaseOrder
from crm_kit.approval import Decision
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.purchase_order import PurchaseOrder


@app.handles(ReturnPurchaseOrder)
def return_purchase_order(command: ReturnPurchaseOrder, work: Work) -> PurchaseOrder:
    order = work.get(PurchaseOrder, command.purchase_order_id, version=command.version)
    order.give_back(Decision.of(work, command.reason))
    return order
