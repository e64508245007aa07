"""Ask for the release of a shipment notice."""

from crm_contracts.inventory.commands.notices import SubmitShipmentNotice
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.notice import ShipmentNotice


@app.handles(SubmitShipmentNotice)
def submit_shipment_notice(command: SubmitShipmentNotice, work: Work) -> ShipmentNotice:
    notice = work.get(ShipmentNotice, command.shipment_notice_id, version=command.version)
    notice.submit()
    return notice
