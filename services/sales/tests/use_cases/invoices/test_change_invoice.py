"""The official number of an invoice is noted when it is known."""

from typing import Any

from crm_contracts.sales.commands.invoices import ChangeInvoice, VoidInvoice
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_the_official_number_and_a_remark_are_noted_after_posting(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    invoice = given.invoice(rep, given.order_for(rep))
    told = {"tax_number": "31000002", "tax_code": "0310", "tax_type": "ordinary", "remark": "By courier"}

    changed = crm.do(ChangeInvoice, rep, invoice_id=invoice["id"], version=invoice["version"], **told)

    assert {name: changed[name] for name in told} == told
    assert changed["total"] == invoice["total"]
    with crm.refused(412):
        crm.do(ChangeInvoice, rep, invoice_id=invoice["id"], version=invoice["version"], remark="Late")
    with crm.refused(422, "unknown_field", pointer="/total"):
        crm.do(ChangeInvoice, rep, invoice_id=invoice["id"], version=changed["version"], total=1)


def test_a_void_invoice_does_not_change(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    invoice = given.invoice(rep, given.order_for(rep))
    void = crm.do(VoidInvoice, rep, invoice_id=invoice["id"], version=invoice["version"], reason="Wrong buyer")

    with crm.refused(409, "void"):
        crm.do(ChangeInvoice, rep, invoice_id=invoice["id"], version=void["version"], remark="Late")
