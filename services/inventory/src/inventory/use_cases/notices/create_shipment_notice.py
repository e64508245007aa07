"""Say what of an order may be shipped."""

from crm_contracts.inventory.commands.notices import CreateShipmentNotice
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.notice import ShipmentNotice
from inventory.lookups.notices import check_release, raised, shipping_warehouse, wanted_quantities
from inventory.lookups.shippable import order_to_ship


@app.handles(CreateShipmentNotice)
def create_shipment_notice(command: CreateShipmentNotice, work: Work) -> ShipmentNotice:
    order = order_to_ship(work, command.order_id)
    quantities = wanted_quantities(work, order, command.lines)
    warehouse_id = shipping_warehouse(work, order, command.warehouse_id)
    notice = raised(work, order, quantities, warehouse_id=warehouse_id, ship_on=command.ship_on, note=command.note)
    if command.submit or command.release_reason:
        notice.submit()
    if command.release_reason:
        work.caller.require("inventory.shipment_notice.release")
        check_release(work, order, command.release_reason)
        notice.release(command.release_reason, work.caller.user_id, work.now)
    return notice
