"""The goods of a delivery are packed."""

from crm_contracts.inventory.commands.deliveries import PackDelivery
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.delivery import Delivery
from inventory.domain.notice import ShipmentNotice
from inventory.lookups.holding import held
from inventory.lookups.shipping import take_picked


@app.handles(PackDelivery)
def pack_delivery(command: PackDelivery, work: Work) -> Delivery:
    delivery = work.get(Delivery, command.delivery_id, version=command.version, lock=True)
    if command.lines is not None:
        notices = held(work, ShipmentNotice, delivery.notice_ids)
        take_picked(work, delivery, notices, command.lines)
    delivery.pack({each.line_id: each.qty for each in command.lines or ()})
    return delivery
