"""The warehouse will ship it."""

from crm_contracts.inventory.commands.notices import AcceptShipmentNotice
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.notice import ShipmentNotice
from inventory.lookups.promises import keep_for_good
from inventory.lookups.shippable import notice_with_order


@app.handles(AcceptShipmentNotice)
def accept_shipment_notice(command: AcceptShipmentNotice, work: Work) -> ShipmentNotice:
    notice = notice_with_order(work, command.shipment_notice_id, command.version)
    notice.accept()
    keep_for_good(work, notice)
    return notice
