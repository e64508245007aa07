"""Take a shipment notice back."""

from crm_contracts.inventory.commands.notices import CancelShipmentNotice
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.notice import ShipmentNotice
from inventory.lookups.promises import let_go


@app.handles(CancelShipmentNotice)
def cancel_shipment_notice(command: CancelShipmentNotice, work: Work) -> ShipmentNotice:
    notice = work.get(ShipmentNotice, command.shipment_notice_id, version=command.version, lock=True)
    notice.cancel(command.reason)
    let_go(work, notice)
    return notice
