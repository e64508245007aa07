"""One delivery."""

from crm_contracts.inventory.queries.deliveries import GetDelivery
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.delivery import Delivery


@app.answers(GetDelivery)
def get_delivery(query: GetDelivery, work: Work) -> Delivery:
    return work.get(Delivery, query.delivery_id)
