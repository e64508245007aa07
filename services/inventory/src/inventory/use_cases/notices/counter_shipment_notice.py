"""The warehouse proposes other quantities or another day."""

from crm_contracts.inventory.commands.notices import CounterShipmentNotice
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.notice import ShipmentNotice


@app.handles(CounterShipmentNotice)
def counter_shipment_notice(command: CounterShipmentNotice, work: Work) -> ShipmentNotice:
    notice = work.get(ShipmentNotice, command.shipment_notice_id, version=command.version)
    proposed = {each.order_line_id: each.qty for each in command.lines or ()}
    notice.counter(command.reason, command.ship_on, proposed)
    return notice
