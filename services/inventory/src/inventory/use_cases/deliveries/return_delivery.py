"""The goods of a delivery came back."""

from crm_contracts.inventory.commands.deliveries import ReturnDelivery
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.delivery import Delivery
from inventory.lookups.ledger import post_moves
from inventory.lookups.reservations import bring_in_line
from inventory.lookups.shipping import coming_back, incoming


@app.handles(ReturnDelivery)
def return_delivery(command: ReturnDelivery, work: Work) -> Delivery:
    coming = coming_back(work, command.delivery_id, command.version)
    coming.delivery.give_back(command.reason)
    coming.come_back()
    post_moves(work, incoming(work, coming.delivery))
    bring_in_line(work, list(coming.orders.values()))
    return coming.delivery
