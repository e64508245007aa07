"""One waybill."""

from crm_contracts.inventory.queries.deliveries import GetWaybill
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.waybill import Waybill


@app.answers(GetWaybill)
def get_waybill(query: GetWaybill, work: Work) -> Waybill:
    return work.get(Waybill, query.waybill_id)
