"""Take what the warehouse proposes."""

from crm_contracts.inventory.commands.notices import AgreeShipmentNotice
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.notice import ShipmentNotice
from inventory.lookups.promises import keep_for_good


@app.handles(AgreeShipmentNotice)
def agree_shipment_notice(command: AgreeShipmentNotice, work: Work) -> ShipmentNotice:
    notice = work.get(ShipmentNotice, command.shipment_notice_id, version=command.version, lock=True)
    notice.agree()
    work.flush()
    keep_for_good(work, notice)
    return notice
