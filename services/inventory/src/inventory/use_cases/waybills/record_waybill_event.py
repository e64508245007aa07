"""Note what a carrier says happened to a consignment."""

from crm_contracts.inventory.commands.deliveries import RecordWaybillEvent
from crm_kit.errors import Invalid
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.delivery import Delivery
from inventory.domain.waybill import Waybill, WaybillEvent
from inventory.lookups.waybills import adapter


@app.handles(RecordWaybillEvent)
def record_waybill_event(command: RecordWaybillEvent, work: Work) -> Waybill:
    waybill = work.get(Waybill, command.waybill_id, lock=True)
    status = adapter(work, waybill.carrier).status_of(command.status)
    if status is None:
        raise Invalid.field("/status", "unknown_status", f"'{command.status}' says nothing to us of a consignment")
    waybill.note(WaybillEvent(at=command.at, status=status, place=command.place, note=command.note), work.now)
    if waybill.status == "signed" and waybill.delivery_id:
        _deliver(work, waybill, command.signed_by)
    return waybill


def _deliver(work: Work, waybill: Waybill, signed_by: str) -> None:
    delivery = work.get(Delivery, waybill.delivery_id, allow="*", lock=True)
    if delivery.status == "shipped" and delivery.shipped_at:
        proof = f"{waybill.carrier} {waybill.number}"
        delivery.confirm(signed_by or waybill.carrier, max(waybill.status_at, delivery.shipped_at), proof)
