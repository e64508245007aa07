"""Do not take what the warehouse proposes."""

from crm_contracts.inventory.commands.notices import RefuseShipmentNotice
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.notice import ShipmentNotice


@app.handles(RefuseShipmentNotice)
def refuse_shipment_notice(command: RefuseShipmentNotice, work: Work) -> ShipmentNotice:
    notice = work.get(ShipmentNotice, command.shipment_notice_id, version=command.version)
    notice.refuse(command.reason)
    return notice
