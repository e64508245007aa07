"""Change a draft of a purchase order."""

from crm_contracts.inventory.commands.purchase_orders import ChangePurchaseOrder
from crm_kit.messages import given
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.purchase_order import PurchaseOrder
from inventory.lookups.places import warehouse_or_default
from inventory.lookups.purchasing import lines_as_told


@app.handles(ChangePurchaseOrder)
def change_purchase_order(command: ChangePurchaseOrder, work: Work) -> PurchaseOrder:
    order = work.get(PurchaseOrder, command.purchase_order_id, version=command.version)
    told = given(command)
    if "warehouse_id" in told:
        told["warehouse_id"] = warehouse_or_default(work, told["warehouse_id"]).id
    lines = told.pop("lines", None)
    order.change(told, None if lines is None else lines_as_told(work, order, lines))
    return order
