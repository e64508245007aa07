"""Credit notes take back what was invoiced."""

from typing import Any
from uuid import uuid4

import pytest

from crm_contracts.sales.commands.invoices import CreditInvoice
from crm_contracts.sales.queries.invoices import GetInvoice
from crm_contracts.sales.queries.orders import GetOrder
from crm_contracts.sales.queries.payments import GetPayment
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest, write_golden


def credit(crm: ServiceUnderTest, who: Caller, invoice: dict[str, Any], *lines: dict[str, Any], **more: Any) -> Any:
    now = crm.ask(GetInvoice, who, invoice_id=invoice["id"])
    told = {"reason": "Broken", **more} | ({"lines": list(lines)} if lines else {})
    return crm.do(CreditInvoice, who, invoice_id=invoice["id"], version=now["version"], **told)


def cny(amount: str) -> dict[str, str]:
    return {"amount": amount, "currency": "CNY"}


def test_a_credit_note_takes_back_lines_and_reduces_what_is_open(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    order = given.order_for(rep, "33.33", qty="3")
    invoice = given.invoice(rep, order)
    line = invoice["lines"][0]["id"]

    note = credit(crm, rep, invoice, {"line_id": line, "qty": "1"}, tax_number="R1", tax_type="red letter")

    assert (note["number"][:3], note["kind"], note["credits_id"], note["status"]) == ("CN-", "credit_note", invoice["id"], "posted")
    assert (note["total"], note["open"], note["payment_status"]) == (cny("-33.33"), cny("0.00"), "paid")
    assert (note["lines"][0]["qty"], note["lines"][0]["credited_line_id"], note["reason"]) == ("-1", line, "Broken")
    now = crm.ask(GetInvoice, rep, invoice_id=invoice["id"])
    assert (now["open"], now["credited"], now["payment_status"]) == (cny("66.66"), cny("33.33"), "partial")
    after = crm.ask(GetOrder, rep, order_id=order["id"])
    assert (after["invoice_status"], after["lines"][0]["invoiced_qty"]) == ("partial", "2")
    write_golden(crm.events("sales.invoice.credited.v1")[0])
    assert crm.events("sales.invoice.posted.v1")[-1]["data"]["lines"][0]["qty"] == "-1"


def test_never_more_than_was_invoiced(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    invoice = given.invoice(rep, given.order_for(rep, "33.33", qty="3"))
    line = invoice["lines"][0]["id"]
    credit(crm, rep, invoice, {"line_id": line, "qty": "2"})

    with crm.refused(422, "over_credited", pointer="/lines/0/qty"):
        credit(crm, rep, invoice, {"line_id": line, "qty": "1.1"})
    with crm.refused(422, "over_credited", pointer="/lines/0/amount"):
        credit(crm, rep, invoice, {"line_id": line, "amount": cny("33.34")})
    last = credit(crm, rep, invoice)

    assert last["total"] == cny("-33.33")
    assert crm.ask(GetInvoice, rep, invoice_id=invoice["id"])["payment_status"] == "paid"
    with crm.refused(409, "nothing_to_credit"):
        credit(crm, rep, invoice)


def test_a_lower_price_leaves_the_quantity_invoiced(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    order = given.order_for(rep, "100.00", qty="2")
    line = order["lines"][0]["id"]
    half = given.invoice(rep, order, lines=[{"order_line_id": line, "qty": "1"}])

    note = credit(crm, rep, half, {"line_id": half["lines"][0]["id"], "amount": cny("10.00")})

    assert (note["total"], note["lines"][0]["qty"]) == (cny("-10.00"), "0")
    assert given.invoice(rep, order)["total"] == cny("100.00"), "the rest costs what it did"
    assert crm.ask(GetOrder, rep, order_id=order["id"])["invoice_status"] == "full"


def test_what_was_paid_beyond_the_rest_becomes_an_advance(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    order = given.order_for(rep, "100.00", qty="3")
    invoice = given.invoice(rep, order)
    first = given.payment(rep, order["account_id"], "200.00", allocations=[{"invoice_id": invoice["id"]}])
    second = given.payment(rep, order["account_id"], "90.00", allocations=[{"invoice_id": invoice["id"]}])

    credit(crm, rep, invoice, {"line_id": invoice["lines"][0]["id"], "qty": "2"})

    now = crm.ask(GetInvoice, rep, invoice_id=invoice["id"])
    assert (now["paid"], now["credited"], now["open"]) == (cny("100.00"), cny("200.00"), cny("0.00"))
    assert crm.ask(GetPayment, rep, payment_id=second["id"])["unallocated"] == cny("90.00")
    assert crm.ask(GetPayment, rep, payment_id=first["id"])["unallocated"] == cny("100.00")
    assert crm.ask(GetOrder, rep, order_id=order["id"])["paid"] == cny("100.00")


def test_what_was_deducted_comes_back_in_proportion(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    order = given.order_for(rep, "100.00", qty="10")
    advance = given.invoice(rep, order, kind="down_payment", percent="30")
    invoice = given.invoice(rep, order)

    with crm.refused(409, "nothing_to_credit"):
        credit(crm, rep, advance)
    part = credit(crm, rep, invoice, {"line_id": invoice["lines"][0]["id"], "qty": "4"})
    rest = credit(crm, rep, invoice)

    assert (invoice["total"], part["total"], rest["total"]) == (cny("700.00"), cny("-280.00"), cny("-420.00"))
    assert credit(crm, rep, advance)["total"] == cny("-300.00")


@pytest.mark.parametrize(
    ("wrong", "code", "pointer"),
    [
        ({"line_id": str(uuid4()), "qty": "1"}, "unknown_line", "/lines/0/line_id"),
        ({}, "required", "/lines/0/qty"),
        ({"qty": "1", "amount": cny("1.00")}, "required", "/lines/0/qty"),
        ({"amount": {"amount": "1.00", "currency": "USD"}}, "other_currency", "/lines/0/amount/currency"),
        ({"amount": cny("-1.00")}, "over_credited", "/lines/0/amount"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_changes(
    crm: ServiceUnderTest, given: Any, rep: Caller, wrong: dict[str, Any], code: str, pointer: str
) -> None:
    invoice = given.invoice(rep, given.order_for(rep))

    with crm.refused(422, code, pointer=pointer):
        credit(crm, rep, invoice, {"line_id": invoice["lines"][0]["id"], **wrong})

    assert crm.ask(GetInvoice, rep, invoice_id=invoice["id"])["credited"] == cny("0.00")


def test_a_credit_note_is_not_credited_and_not_before_its_invoice(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    invoice = given.invoice(rep, given.order_for(rep), posted_on=given.in_days(-3))

    with crm.refused(422, "out_of_range", pointer="/posted_on"):
        credit(crm, rep, invoice, posted_on=given.in_days(-4))
    note = credit(crm, rep, invoice)
    with crm.refused(409, "is_credit_note"):
        credit(crm, rep, note)
