"""The goods of a delivery could not be handed over."""

from crm_contracts.inventory.commands.deliveries import FailDelivery
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.delivery import Delivery


@app.handles(FailDelivery)
def fail_delivery(command: FailDelivery, work: Work) -> Delivery:
    delivery = work.get(Delivery, command.delivery_id, version=command.version)
    delivery.fail(command.reason)
    return delivery
