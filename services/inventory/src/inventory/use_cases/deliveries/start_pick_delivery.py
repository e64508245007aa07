"""Begin to collect the goods of a delivery."""

from crm_contracts.inventory.commands.deliveries import StartPickDelivery
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.delivery import Delivery


@app.handles(StartPickDelivery)
def start_pick_delivery(command: StartPickDelivery, work: Work) -> Delivery:
    delivery = work.get(Delivery, command.delivery_id, version=command.version)
    delivery.start_pick()
    return delivery
