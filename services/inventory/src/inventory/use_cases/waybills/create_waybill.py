"""Note the consignment that a delivery goes with."""

from crm_contracts.inventory.commands.deliveries import CreateWaybill
from crm_kit.errors import Conflict, Invalid, NotFound
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.delivery import Delivery
from inventory.domain.waybill import Waybill
from inventory.lookups.waybills import book


@app.handles(CreateWaybill)
def create_waybill(command: CreateWaybill, work: Work) -> Waybill:
    delivery = _delivery(command, work)
    return book(work, delivery, [command], work.now, "")[0]


def _delivery(command: CreateWaybill, work: Work) -> Delivery:
    try:
        delivery = work.get(Delivery, command.delivery_id, lock=True)
    except NotFound as error:
        raise Invalid.field("/delivery_id", "unknown_delivery", f"There is no delivery {command.delivery_id}") from error
    if delivery.status == "cancelled":
        raise Conflict(f"{delivery.number} is cancelled", code="cancelled")
    return delivery
