"""Invoices leave the books and keep their number."""

from typing import Any

from crm_contracts.sales.commands.invoices import CreditInvoice, VoidInvoice
from crm_contracts.sales.commands.payments import DeallocatePayment
from crm_contracts.sales.commands.settings import ChangeSettings
from crm_contracts.sales.queries.invoices import GetInvoice
from crm_contracts.sales.queries.orders import GetOrder
from crm_contracts.sales.queries.settings import GetSettings
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest, write_golden


def void(crm: ServiceUnderTest, who: Caller, invoice: dict[str, Any], reason: str = "Wrong buyer") -> Any:
    now = crm.ask(GetInvoice, who, invoice_id=invoice["id"])
    return crm.do(VoidInvoice, who, invoice_id=invoice["id"], version=now["version"], reason=reason)


def test_a_void_invoice_keeps_its_number_and_its_order_may_be_invoiced_again(
    crm: ServiceUnderTest, given: Any, rep: Caller
) -> None:
    order = given.order_for(rep)
    invoice = given.invoice(rep, order)

    gone = void(crm, rep, invoice)

    assert (gone["status"], gone["number"], gone["reason"], gone["open"]["amount"]) == (
        "void", invoice["number"], "Wrong buyer", "0.00",
    )  # fmt: skip
    assert crm.ask(GetOrder, rep, order_id=order["id"])["invoice_status"] == "none"
    write_golden(crm.events("sales.invoice.voided.v1")[0])
    assert given.invoice(rep, order)["number"].endswith("000002")
    with crm.refused(409, "illegal_transition"):
        void(crm, rep, invoice)


def test_what_is_paid_or_credited_is_taken_back_first(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    order = given.order_for(rep)
    invoice = given.invoice(rep, order)
    payment = given.payment(rep, order["account_id"], "40.00", allocations=[{"invoice_id": invoice["id"]}])

    with crm.refused(409, "has_allocations"):
        void(crm, rep, invoice)
    crm.do(DeallocatePayment, rep, payment_id=payment["id"], version=payment["version"])

    assert void(crm, rep, invoice)["status"] == "void"


def test_a_void_credit_note_opens_its_invoice_again(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    order = given.order_for(rep, "100.00", qty="2")
    invoice = given.invoice(rep, order)
    line = {"line_id": invoice["lines"][0]["id"], "qty": "1"}
    note = crm.do(CreditInvoice, rep, invoice_id=invoice["id"], version=invoice["version"], reason="Broken", lines=[line])

    with crm.refused(409, "has_allocations"):
        void(crm, rep, invoice)
    void(crm, rep, note)

    assert crm.ask(GetInvoice, rep, invoice_id=invoice["id"])["open"]["amount"] == "200.00"
    assert crm.ask(GetOrder, rep, order_id=order["id"])["invoice_status"] == "full"


def test_a_down_payment_that_was_deducted_stays(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    order = given.order_for(rep)
    advance = given.invoice(rep, order, kind="down_payment", percent="30")
    invoice = given.invoice(rep, order)

    with crm.refused(409, "deducted"):
        void(crm, rep, advance)
    void(crm, rep, invoice)

    assert void(crm, rep, advance)["status"] == "void"


def test_a_closed_period_is_left_as_it_is(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    admin, invoice = crm.administrator(), given.invoice(rep, given.order_for(rep), posted_on=given.in_days(-3))
    crm.do(ChangeSettings, admin, version=crm.ask(GetSettings, admin)["version"], closed_through=given.in_days(-2))

    with crm.refused(422, "period_closed"):
        void(crm, rep, invoice)

    assert crm.ask(GetInvoice, rep, invoice_id=invoice["id"])["status"] == "posted"


def test_a_credit_note_stays_once_its_goods_are_invoiced_anew(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    order = given.order_for(rep, "100.00", qty="2")
    invoice = given.invoice(rep, order)
    note = crm.do(CreditInvoice, rep, invoice_id=invoice["id"], version=invoice["version"], reason="Wrong address")
    anew = given.invoice(rep, order)

    with crm.refused(409, "over_invoiced", "/lines/0/qty"):
        void(crm, rep, note)
    void(crm, rep, anew)

    assert void(crm, rep, note)["status"] == "void"
