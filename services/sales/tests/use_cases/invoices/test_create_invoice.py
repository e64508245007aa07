"""Invoices of orders: all that may be invoiced, chosen lines, several orders, down payments and what is deducted of them."""

from __future__ import annotations

import datetime as dt
import threading
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from crm_contracts.sales.commands.invoices import CreateInvoice, DeleteInvoice
from crm_contracts.sales.commands.payment_terms import CreatePaymentTerms
from crm_contracts.sales.commands.payments import DeallocatePayment
from crm_contracts.sales.commands.rates import SetExchangeRate
from crm_contracts.sales.commands.settings import ChangeSettings
from crm_contracts.sales.queries.invoices import GetInvoice, ListInvoices
from crm_contracts.sales.queries.orders import GetOrder
from crm_contracts.sales.queries.settings import GetSettings
from crm_kit.caller import Caller
from crm_kit.testing.service import ProblemRaised, ServiceUnderTest, write_golden
from sales.domain.copies import DeliveryCopy


def total(invoice: dict[str, Any]) -> str:
    return str(invoice["total"]["amount"])


def test_everything_of_an_order_is_invoiced_at_once(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    given.tax("standard", "13")
    lines = [
        {"product_id": given.product("P-1"), "qty": "3", "unit_price": "33.33", "tax_class": "standard"},
        {"kind": "charge", "name": "Freight", "qty": "1", "unit_price": "20.00"},
        {"kind": "note", "name": "Thanks"},
    ]
    order = given.confirmed(rep, lines=lines, billing_basis="ordered")

    invoice = given.invoice(rep, order, tax_number="31000001", tax_code="0310", tax_type="special", external_reference="OLD-1")

    assert (invoice["number"][:4], invoice["status"], invoice["kind"]) == ("INV-", "posted", "invoice")
    assert [(line["kind"], line["qty"], line["gross"]["amount"]) for line in invoice["lines"]] == [
        ("product", "3", "112.99"), ("charge", "1", "20.00"),
    ]  # fmt: skip
    assert (invoice["net"]["amount"], invoice["tax"]["amount"], total(invoice)) == ("119.99", "13.00", "132.99")
    assert [(each["rate"], each["tax"]["amount"]) for each in invoice["taxes"]] == [("0", "0.00"), ("13", "13.00")]
    assert invoice["open"] == invoice["base_amount"] == invoice["total"]
    assert invoice["due_on"] == given.in_days(30).isoformat()
    assert crm.ask(GetInvoice, rep, invoice_id=invoice["id"]) == {**invoice, "consignments": []}
    after = crm.ask(GetOrder, rep, order_id=order["id"])
    assert (after["invoice_status"], after["payment_status"], after["status"]) == ("full", "unpaid", "confirmed")
    event = crm.events("sales.invoice.posted.v1")[0]
    assert [line["qty"] for line in event["data"]["lines"]] == ["3", "1"]
    write_golden(event)
    write_golden(crm.events("sales.order.fulfilment_changed.v1")[-1])


def test_partial_invoices_add_up_and_more_than_the_order_is_refused(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    order = given.order_for(rep, "10.01", qty="3")
    line = order["lines"][0]["id"]

    def bill(qty: str) -> dict[str, Any]:
        return dict(given.invoice(rep, order, lines=[{"order_line_id": line, "qty": qty}]))

    parts = [bill("1.111"), bill("1.111")]
    with crm.refused(409, "over_invoiced", pointer="/lines/0/qty"):
        bill("0.7781")
    parts.append(bill("0.778"))

    assert sum(round(float(total(part)) * 100) for part in parts) == 3003
    with crm.refused(422, "nothing_to_invoice", pointer="/orders"):
        given.invoice(rep, order)
    assert crm.ask(GetOrder, rep, order_id=order["id"])["lines"][0]["invoiced_qty"] == "3"


def test_drafts_count_and_what_a_deleted_draft_had_may_be_invoiced_again(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    order = given.order_for(rep, qty="2")

    draft = given.invoice(rep, order, post=False)

    assert (draft["number"], draft["status"], draft["posted_on"]) == (None, "draft", None)
    assert crm.ask(GetOrder, rep, order_id=order["id"])["invoice_status"] == "none"
    with crm.refused(422, "nothing_to_invoice"):
        given.invoice(rep, order)
    crm.do(DeleteInvoice, rep, invoice_id=draft["id"], version=draft["version"])
    assert total(given.invoice(rep, order)) == "200.00"


def test_the_tolerance_of_the_settings_lets_a_little_more_through(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    admin = crm.administrator()
    settings = crm.ask(GetSettings, admin)
    crm.do(ChangeSettings, admin, version=settings["version"], over_invoice_percent="10")
    order = given.order_for(rep, "100.00", qty="10")
    line = order["lines"][0]["id"]

    with crm.refused(409, "over_invoiced"):
        given.invoice(rep, order, lines=[{"order_line_id": line, "qty": "11.1"}])
    over = given.invoice(rep, order, lines=[{"order_line_id": line, "qty": "11"}])

    assert total(over) == "1100.00"
    assert crm.ask(GetOrder, rep, order_id=order["id"])["invoice_status"] == "over"


def test_what_is_billed_as_delivered_waits_for_the_delivery_but_charges_do_not(
    crm: ServiceUnderTest, given: Any, rep: Caller
) -> None:
    lines = [
        {"product_id": given.product("P-1"), "qty": "3", "unit_price": "10.00"},
        {"kind": "charge", "name": "Freight", "qty": "1", "unit_price": "20.00"},
    ]
    order = given.confirmed(rep, lines=lines, billing_basis="delivered")

    with crm.refused(409, "over_invoiced", pointer="/lines/0/qty"):
        given.invoice(rep, order, lines=[{"order_line_id": order["lines"][0]["id"], "qty": "1"}])
    invoice = given.invoice(rep, order)

    assert [line["kind"] for line in invoice["lines"]] == ["charge"]


def test_deliveries_are_invoiced_as_they_leave(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    parts = [{"percent": "100", "days": 10, "basis": "ship"}]
    terms = crm.do(CreatePaymentTerms, crm.administrator(), name="Ten days after shipment", instalments=parts)
    lines = [{"product_id": given.product("P-1"), "qty": "3", "unit_price": "33.335"}]
    order = given.confirmed(rep, lines=lines, billing_basis="delivered", payment_terms_id=terms["id"])

    given.shipped(order, "2")
    first = given.invoice(rep, order)
    with crm.refused(422, "nothing_to_invoice"):
        given.invoice(rep, order)
    given.shipped(order, "1")
    rest = given.invoice(rep, order)

    assert [(each["lines"][0]["qty"], total(each)) for each in (first, rest)] == [("2", "66.67"), ("1", "33.34")]
    shipped_on = crm.rows(select(func.max(DeliveryCopy.shipped_at)))[0][0].date()
    assert first["due_on"] == max(shipped_on + dt.timedelta(days=10), given.in_days(0)).isoformat()


def test_an_order_that_is_delivered_invoiced_and_paid_completes_by_itself(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    order = given.confirmed(rep, lines=[{"product_id": given.product("P-1"), "qty": "2", "unit_price": "50.00"}])

    given.shipped(order, "2")
    invoice = given.invoice(rep, order)
    before = crm.ask(GetOrder, rep, order_id=order["id"])
    payment = given.payment(rep, order["account_id"], "100.00", allocations=[{"invoice_id": invoice["id"]}])
    after = crm.ask(GetOrder, rep, order_id=order["id"])
    crm.do(DeallocatePayment, rep, payment_id=payment["id"], version=payment["version"])

    assert (before["status"], before["delivery_status"], before["invoice_status"]) == ("confirmed", "full", "full")
    assert (after["status"], after["payment_status"]) == ("completed", "paid")
    assert crm.ask(GetOrder, rep, order_id=order["id"])["status"] == "confirmed"
    assert len(crm.events("sales.order.reopened.v1")) == 1


def test_several_orders_of_one_account_are_one_invoice(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    account = given.account()
    first, second = given.order_for(rep, "10.00", account_id=account), given.order_for(rep, "20.00", account_id=account)
    dollars = {"currency": "USD", "account_id": account}
    crm.do(SetExchangeRate, crm.administrator(), currency="USD", rate="7")
    foreign, other = given.order_for(rep, **dollars), given.order_for(rep)

    invoice = given.invoice(rep, first, second)

    assert (total(invoice), invoice["order_ids"]) == ("30.00", [first["id"], second["id"]])
    for order_id in (first["id"], second["id"]):
        assert crm.ask(GetOrder, rep, order_id=order_id)["invoice_status"] == "full"
    with crm.refused(422, "other_currency", pointer="/orders/1"):
        given.invoice(rep, second, foreign)
    with crm.refused(422, "other_account", pointer="/orders/1"):
        given.invoice(rep, second, other)


def test_a_down_payment_is_deducted_in_proportion(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    order = given.order_for(rep, "250.00", qty="4")
    line = order["lines"][0]["id"]

    advance = given.invoice(rep, order, kind="down_payment", percent="30")
    half = given.invoice(rep, order, lines=[{"order_line_id": line, "qty": "2"}])
    rest = given.invoice(rep, order)

    assert (advance["kind"], total(advance), advance["due_on"]) == ("down_payment", "300.00", given.in_days(0).isoformat())
    assert [(each["kind"], each["gross"]["amount"]) for each in half["lines"]] == [
        ("product", "500.00"), ("deduction", "-150.00"),
    ]  # fmt: skip
    assert (total(half), total(rest)) == ("350.00", "350.00")
    assert crm.ask(GetOrder, rep, order_id=order["id"])["invoice_status"] == "full"


def test_a_down_payment_never_makes_an_invoice_less_than_nothing(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    order = given.order_for(rep, "100.00", qty="10")
    line = order["lines"][0]["id"]
    given.invoice(rep, order, kind="down_payment", amount={"amount": "950.00", "currency": "CNY"})

    first = given.invoice(rep, order, lines=[{"order_line_id": line, "qty": "1"}], deduct="all")
    rest = given.invoice(rep, order)

    assert (total(first), total(rest)) == ("0.00", "50.00")
    assert (first["payment_status"], first["due_on"]) == ("paid", first["posted_on"])


def test_down_payments_and_invoices_together_are_at_most_the_order(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    order = given.order_for(rep, "100.00", qty="10")
    given.invoice(rep, order, kind="down_payment", percent="60")

    with crm.refused(409, "over_invoiced", pointer="/percent"):
        given.invoice(rep, order, kind="down_payment", percent="41")

    assert (
        total(given.invoice(rep, order, deduct="none", lines=[{"order_line_id": order["lines"][0]["id"], "qty": "4"}])) == "400.00"
    )


@pytest.mark.parametrize(
    ("wrong", "code", "pointer"),
    [
        ({"orders": [str(uuid4())]}, "unknown_order", "/orders/0"),
        ({"lines": [{"order_line_id": str(uuid4()), "qty": "1"}]}, "unknown_line", "/lines/0/order_line_id"),
        ({"posted_on": "2020-01-01", "post": False}, "not_posted", "/posted_on"),
        ({"posted_on": "2999-01-01"}, "in_the_future", "/posted_on"),
        ({"due_on": "2020-01-01"}, "out_of_range", "/due_on"),
        ({"percent": "30"}, "not_a_down_payment", "/kind"),
        ({"kind": "down_payment"}, "required", "/percent"),
        ({"kind": "down_payment", "amount": {"amount": "1.00", "currency": "USD"}}, "other_currency", "/amount/currency"),
        ({"surprise": 1}, "unknown_field", "/surprise"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_there(
    crm: ServiceUnderTest, given: Any, rep: Caller, wrong: dict[str, Any], code: str, pointer: str
) -> None:
    order = given.order_for(rep)

    with crm.refused(422, code, pointer=pointer):
        given.invoice(rep, order, **wrong)

    assert crm.ask(ListInvoices, rep)["data"] == []


def test_a_line_can_be_named_once(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    order = given.order_for(rep, qty="2")
    line = {"order_line_id": order["lines"][0]["id"], "qty": "1"}

    with crm.refused(422, "duplicate_line", pointer="/lines/1/order_line_id"):
        given.invoice(rep, order, lines=[line, line])


def test_only_an_order_that_binds_is_invoiced(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    draft = given.order(rep)

    with crm.refused(409, "not_confirmed", pointer="/orders/0"):
        given.invoice(rep, draft)


def test_other_peoples_orders_are_not_there(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    order = given.order_for(rep)
    other, finance = crm.person("sales.*:own", "customers.*:all"), crm.person("sales.invoice.*:all", "sales.order.read:all")

    with crm.refused(422, "unknown_order"):
        given.invoice(other, order)
    invoice = given.invoice(finance, order)

    assert invoice["owner_id"] == str(rep.user_id)
    assert crm.ask(GetInvoice, rep, invoice_id=invoice["id"])["id"] == invoice["id"]
    with crm.refused(404):
        crm.ask(GetInvoice, other, invoice_id=invoice["id"])


def test_a_closed_period_takes_no_invoice(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    admin = crm.administrator()
    crm.do(ChangeSettings, admin, version=crm.ask(GetSettings, admin)["version"], closed_through=given.in_days(-10))
    order = given.order_for(rep)

    with crm.refused(422, "period_closed", pointer="/posted_on"):
        given.invoice(rep, order, posted_on=given.in_days(-10))
    invoice = given.invoice(rep, order, posted_on=given.in_days(-9))

    assert (invoice["posted_on"], invoice["due_on"]) == (given.in_days(-9).isoformat(), given.in_days(21).isoformat())


def test_an_official_number_is_used_once(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    given.invoice(rep, given.order_for(rep), tax_number="1", tax_code="A", external_reference="X")
    order = given.order_for(rep)

    with crm.refused(409, "duplicate"):
        given.invoice(rep, order, tax_number="1", tax_code="A")
    with crm.refused(409, "duplicate"):
        given.invoice(rep, order, external_reference="X")

    assert given.invoice(rep, order, tax_number="1", tax_code="B")["number"].endswith("000002"), "no number was lost"


def test_an_order_invoiced_many_times_at_once_is_invoiced_once(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    order = given.order_for(rep, qty="5")
    done: list[str] = []
    lines = [{"order_line_id": order["lines"][0]["id"], "qty": "2"}]

    def bill() -> None:
        try:
            done.append(crm.do(CreateInvoice, rep, orders=[order["id"]], lines=lines, post=True)["number"])
        except ProblemRaised as problem:
            done.append(problem.problem["code"])

    threads = [threading.Thread(target=bill) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(done)[:2] == [number for number in sorted(done) if number.startswith("INV-")]
    assert done.count("over_invoiced") == 6
    assert crm.ask(GetOrder, rep, order_id=order["id"])["lines"][0]["invoiced_qty"] == "4"
