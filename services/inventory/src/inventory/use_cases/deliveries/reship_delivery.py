"""Try again to hand over the goods of a delivery."""

from crm_contracts.inventory.commands.deliveries import ReshipDelivery
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.delivery import Delivery


@app.handles(ReshipDelivery)
def reship_delivery(command: ReshipDelivery, work: Work) -> Delivery:
    delivery = work.get(Delivery, command.delivery_id, version=command.version)
    delivery.reship()
    return delivery
