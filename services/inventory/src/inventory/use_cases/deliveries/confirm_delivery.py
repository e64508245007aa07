"""The customer has the goods."""

from crm_contracts.inventory.commands.deliveries import ConfirmDelivery
from crm_kit.errors import Invalid
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.delivery import Delivery


@app.handles(ConfirmDelivery)
def confirm_delivery(command: ConfirmDelivery, work: Work) -> Delivery:
    delivery = work.get(Delivery, command.delivery_id, version=command.version)
    if command.delivered_at and command.delivered_at > work.now:
        raise Invalid.field("/delivered_at", "in_the_future", "Goods are delivered once they are there")
    delivery.confirm(command.signed_by, command.delivered_at or work.now, command.proof)
    return delivery
