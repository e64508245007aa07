"""The warehouse will not ship it."""

from crm_contracts.inventory.commands.notices import RejectShipmentNotice
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.notice import ShipmentNotice


@app.handles(RejectShipmentNotice)
def reject_shipment_notice(command: RejectShipmentNotice, work: Work) -> ShipmentNotice:
    notice = work.get(ShipmentNotice, command.shipment_notice_id, version=command.version)
    notice.reject(command.reason)
    return notice
