"""Make a delivery of accepted shipment notices."""

from crm_contracts.inventory.commands.deliveries import CreateDelivery
from crm_kit.errors import Conflict
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.delivery import Delivery
from inventory.lookups.made_deliveries import made_of, refuse_known_reference
from inventory.lookups.shipping import notices_to_deliver, quantities_to_deliver


@app.handles(CreateDelivery)
def create_delivery(command: CreateDelivery, work: Work) -> Delivery:
    refuse_known_reference(work, Delivery, command.external_reference)
    notices = notices_to_deliver(work, command.notice_ids)
    quantities = quantities_to_deliver(work, notices, command.lines)
    if not quantities:
        raise Conflict("Everything on these notices is in deliveries already", code="nothing_left")
    delivery = made_of(work, quantities)
    delivery.external_reference, delivery.note = command.external_reference, command.note
    return delivery
