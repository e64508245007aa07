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


def test_it_shows_the_consignments_of_its_goods_and_its_own(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    order = given.order_for(rep)
    invoice, delivery = given.invoice(rep, order), given.shipped(order, "1")
    tell = "inventory.waybill.status_changed.v1"
    crm.hear_golden(tell, id=uuid4(), number="GOODS", delivery_id=delivery, at="2026-11-21T08:00:00Z")
    crm.hear_golden(tell, id=uuid4(), number="PAPER", delivery_id=None, invoice_id=invoice["id"], at="2026-11-22T08:00:00Z")
    crm.hear_golden(tell, id=uuid4(), number="ELSE", delivery_id=uuid4())

    found = crm.ask(GetInvoice, rep, invoice_id=invoice["id"])["consignments"]

    assert [(each["number"], each["delivery_number"]) for each in found] == [("PAPER", None), ("GOODS", "D-1")]
