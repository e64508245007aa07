"""One shipment notice."""

from crm_contracts.inventory.queries.notices import GetShipmentNotice
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.notice import ShipmentNotice


@app.answers(GetShipmentNotice)
def get_shipment_notice(query: GetShipmentNotice, work: Work) -> ShipmentNotice:
    return work.get(ShipmentNotice, query.shipment_notice_id)
