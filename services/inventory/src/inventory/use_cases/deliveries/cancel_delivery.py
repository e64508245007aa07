"""Give a delivery up before it is shipped."""

from crm_contracts.inventory.commands.deliveries import CancelDelivery
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.delivery import Delivery
from inventory.domain.notice import ShipmentNotice
from inventory.lookups.holding import held
from inventory.lookups.shipping import give_back


@app.handles(CancelDelivery)
def cancel_delivery(command: CancelDelivery, work: Work) -> Delivery:
    delivery = work.get(Delivery, command.delivery_id, version=command.version, lock=True)
    delivery.cancel(command.reason)
    give_back(delivery, held(work, ShipmentNotice, delivery.notice_ids))
    return delivery
