"""Note what the supplier says to a purchase order."""

from crm_contracts.inventory.commands.purchase_orders import AcknowledgePurchaseOrder
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.purchase_order import PurchaseOrder
from inventory.lookups.purchasing import tell_expected


@app.handles(AcknowledgePurchaseOrder)
def acknowledge_purchase_order(command: AcknowledgePurchaseOrder, work: Work) -> PurchaseOrder:
    order = work.get(PurchaseOrder, command.purchase_order_id, version=command.version, lock=True)
    said = {each.line_id: each for each in command.lines or ()}
    order.acknowledge(said, command.supplier_reference, work.now, command.accept_differences)
    tell_expected(work, [order])
    return order
