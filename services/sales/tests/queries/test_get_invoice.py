"""One invoice."""

from typing import Any
from uuid import uuid4

from crm_contracts.sales.queries.invoices import GetInvoice
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_one_invoice_is_shown_to_whom_it_belongs(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    invoice = given.invoice(rep, given.order_for(rep), posted_on=given.in_days(-40))

    shown = crm.ask(GetInvoice, rep, invoice_id=invoice["id"])

    assert (shown["number"], shown["is_overdue"], shown["due_on"]) == (invoice["number"], True, given.in_days(-10).isoformat())
    with crm.refused(404):
        crm.ask(GetInvoice, crm.person("sales.invoice.read:own"), invoice_id=invoice["id"])
    with crm.refused(404):
        crm.ask(GetInvoice, rep, invoice_id=uuid4())
