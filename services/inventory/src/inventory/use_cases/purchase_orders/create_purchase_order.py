"""Goods to buy from a supplier."""

from crm_contracts.inventory.commands.purchase_orders import CreatePurchaseOrder
from crm_kit.approval import Decision
from crm_kit.colleagues import give
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.purchase_order import PurchaseOrder
from inventory.domain.supplier import Supplier
from inventory.lookups.made_deliveries import refuse_known_reference
from inventory.lookups.places import warehouse_or_default
from inventory.lookups.purchasing import findings_of, lines_as_told, tell_expected
from inventory.lookups.suppliers import supplier


@app.handles(CreatePurchaseOrder)
def create_purchase_order(command: CreatePurchaseOrder, work: Work) -> PurchaseOrder:
    refuse_known_reference(work, PurchaseOrder, command.external_reference)
    order = _draft(command, work, supplier(work, command.supplier_id))
    order.begin(lines_as_told(work, order, command.lines))
    order.number = work.number("PO")
    if command.submit or command.send:
        work.caller.require("inventory.purchase_order.submit")
        order.submit(findings_of(work, order), Decision.of(work))
    if command.send and order.status == "approved":
        work.caller.require("inventory.purchase_order.send")
        order.send(work.now)
        tell_expected(work, [order])
    return order


def _draft(command: CreatePurchaseOrder, work: Work, of: Supplier) -> PurchaseOrder:
    of.check_usable()
    order = PurchaseOrder(supplier_id=of.id, supplier_name=of.name, currency=command.currency or of.currency)
    order.warehouse_id = warehouse_or_default(work, command.warehouse_id).id
    order.ordered_on = command.ordered_on or work.today
    order.terms_days = of.terms_days if command.terms_days is None else command.terms_days
    order.supplier_reference, order.external_reference = command.supplier_reference, command.external_reference
    order.note = command.note
    give(work, order, command.owner_id)
    return work.add(order)
