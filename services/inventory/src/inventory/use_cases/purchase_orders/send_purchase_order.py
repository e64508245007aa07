"""Send a purchase order to its supplier."""

from crm_contracts.inventory.commands.purchase_orders import SendPurchaseOrder
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.purchase_order import PurchaseOrder
from inventory.lookups.purchasing import tell_expected
from inventory.lookups.suppliers import supplier


@app.handles(SendPurchaseOrder)
def send_purchase_order(command: SendPurchaseOrder, work: Work) -> PurchaseOrder:
    order = work.get(PurchaseOrder, command.purchase_order_id, version=command.version, lock=True)
    supplier(work, order.supplier_id).check_usable()
    order.send(work.now)
    tell_expected(work, [order])
    return order
