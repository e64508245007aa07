"""The warehouse will ship it."""

from crm_contracts.inventory.commands.notices import AcceptShipmentNotice
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.notice import ShipmentNotice
from inventory.lookups.promises import keep_for_good


@app.handles(AcceptShipmentNotice)
def accept_shipment_notice(command: AcceptShipmentNotice, work: Work) -> ShipmentNotice:
    notice = work.get(ShipmentNotice, command.shipment_notice_id, version=command.version, lock=True)
    notice.accept()
    keep_for_good(work, notice)
    return notice
