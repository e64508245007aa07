"""Note the consignment that a delivery or an invoice goes with."""

from uuid import UUID

from sqlalchemy import select

from crm_contracts.inventory.commands.deliveries import CreateWaybill
from crm_kit.errors import Conflict, Invalid, NotFound
from crm_kit.visibility import visible
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.copies import InvoiceCopy
from inventory.domain.delivery import Delivery
from inventory.domain.waybill import Waybill
from inventory.lookups.waybills import book, book_on_paper


@app.handles(CreateWaybill)
def create_waybill(command: CreateWaybill, work: Work) -> Waybill:
    if command.delivery_id and command.invoice_id:
        raise Invalid.field("/invoice_id", "one_of_two", "A consignment holds a delivery or an invoice")
    if command.invoice_id:
        return book_on_paper(work, _invoice(work, command.invoice_id), command, work.now)
    return book(work, _delivery(work, command.delivery_id), [command], work.now, "")[0]


def _invoice(work: Work, invoice_id: UUID) -> InvoiceCopy:
    seen = visible(work.caller, InvoiceCopy, work.allow)
    found = work.session.scalars(select(InvoiceCopy).where(InvoiceCopy.id == invoice_id, seen)).one_or_none()
    if found is None:
        raise Invalid.field("/invoice_id", "unknown_invoice", f"There is no posted invoice {invoice_id}")
    return found


def _delivery(work: Work, delivery_id: UUID | None) -> Delivery:
    if delivery_id is None:
        raise Invalid.field("/delivery_id", "required", "A consignment holds a delivery or an invoice")
    try:
        delivery = work.get(Delivery, delivery_id, lock=True)
    except NotFound as error:
        raise Invalid.field("/delivery_id", "unknown_delivery", f"There is no delivery {delivery_id}") from error
    if delivery.status == "cancelled":
        raise Conflict(f"{delivery.number} is cancelled", code="cancelled")
    return delivery
