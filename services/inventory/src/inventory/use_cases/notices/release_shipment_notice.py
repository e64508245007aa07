"""Say why goods may leave."""

from crm_contracts.inventory.commands.notices import ReleaseShipmentNotice
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.notice import ShipmentNotice
from inventory.domain.order_fulfilment import OrderFulfilment
from inventory.lookups.notices import check_release


@app.handles(ReleaseShipmentNotice)
def release_shipment_notice(command: ReleaseShipmentNotice, work: Work) -> ShipmentNotice:
    notice = work.get(ShipmentNotice, command.shipment_notice_id, version=command.version)
    notice.release(command.release_reason, work.caller.user_id, work.now)
    check_release(work, work.session.get_one(OrderFulfilment, notice.order_id), command.release_reason)
    return notice
