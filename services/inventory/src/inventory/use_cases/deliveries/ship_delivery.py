"""The goods of a delivery leave."""

from crm_contracts.inventory.commands.deliveries import ShipDelivery
from crm_kit.errors import Invalid
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.delivery import Delivery
from inventory.lookups.ledger import post_moves
from inventory.lookups.settings import check_posting_day, settings
from inventory.lookups.shipping import outgoing, shipment
from inventory.lookups.telling import by_line, tell
from inventory.lookups.waybills import book


@app.handles(ShipDelivery)
def ship_delivery(command: ShipDelivery, work: Work) -> Delivery:
    leaving, at = shipment(work, command.delivery_id, command.version), command.shipped_at or work.now
    _check_time(command, work)
    leaving.check_ready(settings(work).over_delivery_percent)
    leaving.leave()
    leaving.delivery.ship(at, leaving.is_partial)
    book(work, leaving.delivery, command.waybills, at)
    posted = post_moves(work, outgoing(work, leaving.delivery, at.date()))
    leaving.delivery.note_costs(posted.done, app.base_currency)
    tell(work, list(leaving.orders.values()), by_line(posted.wanted))
    return leaving.delivery


def _check_time(command: ShipDelivery, work: Work) -> None:
    if command.shipped_at and command.shipped_at > work.now:
        raise Invalid.field("/shipped_at", "in_the_future", "Goods leave now or have left before")
    if command.shipped_at:
        check_posting_day(work, command.shipped_at.date(), "/shipped_at")
