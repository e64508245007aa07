"""Ask for a purchase order to be sent."""

from crm_contracts.inventory.commands.purchase_orders import SubmitPurchaseOrder
from crm_kit.approval import Decision
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.purchase_order import PurchaseOrder
from inventory.lookups.purchasing import findings_of
from inventory.lookups.suppliers import supplier


@app.handles(SubmitPurchaseOrder)
def submit_purchase_order(command: SubmitPurchaseOrder, work: Work) -> PurchaseOrder:
    order = work.get(PurchaseOrder, command.purchase_order_id, version=command.version)
    supplier(work, order.supplier_id).check_usable()
    order.submit(findings_of(work, order), Decision.of(work))
    return order
