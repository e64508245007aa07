"""Ship no more of a notice."""

from crm_contracts.inventory.commands.notices import CloseShortShipmentNotice
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.notice import ShipmentNotice
from inventory.lookups.promises import let_go


@app.handles(CloseShortShipmentNotice)
def close_short_shipment_notice(command: CloseShortShipmentNotice, work: Work) -> ShipmentNotice:
    notice = work.get(ShipmentNotice, command.shipment_notice_id, version=command.version, lock=True)
    notice.close_short(command.reason)
    let_go(work, notice)
    return notice
