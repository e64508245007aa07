"""Take a shipment notice back."""

from crm_contracts.inventory.commands.notices import CancelShipmentNotice
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.notice import ShipmentNotice
from inventory.lookups.following import raise_again
from inventory.lookups.promises import let_go
from inventory.lookups.shippable import notice_with_order


@app.handles(CancelShipmentNotice)
def cancel_shipment_notice(command: CancelShipmentNotice, work: Work) -> ShipmentNotice:
    notice = notice_with_order(work, command.shipment_notice_id, command.version)
    notice.cancel(command.reason)
    let_go(work, notice)
    raise_again(work, notice)
    return notice
