"""Take what the warehouse proposes."""

from crm_contracts.inventory.commands.notices import AgreeShipmentNotice
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.notice import ShipmentNotice
from inventory.lookups.promises import keep_for_good
from inventory.lookups.shippable import notice_with_order


@app.handles(AgreeShipmentNotice)
def agree_shipment_notice(command: AgreeShipmentNotice, work: Work) -> ShipmentNotice:
    notice = notice_with_order(work, command.shipment_notice_id, command.version)
    notice.agree()
    work.flush()
    keep_for_good(work, notice)
    return notice
