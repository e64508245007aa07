"""Money comes in: posted, allocated and numbered in one call, or as a draft."""

from __future__ import annotations

import threading
from typing import Any
from uuid import uuid4

import pytest

from crm_contracts.sales.commands.payments import CreatePayment
from crm_contracts.sales.commands.rates import SetExchangeRate
from crm_contracts.sales.commands.settings import ChangeSettings
from crm_contracts.sales.queries.invoices import GetInvoice
from crm_contracts.sales.queries.orders import GetOrder
from crm_contracts.sales.queries.payments import GetPayment, ListPayments
from crm_contracts.sales.queries.settings import GetSettings
from crm_kit.caller import Caller
from crm_kit.testing.service import ProblemRaised, ServiceUnderTest, write_golden


def cny(amount: str) -> dict[str, str]:
    return {"amount": amount, "currency": "CNY"}


def usd(amount: str) -> dict[str, str]:
    return {"amount": amount, "currency": "USD"}


def test_one_call_posts_a_payment_and_settles_invoices(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    order = given.order_for(rep, "100.00")
    invoice = given.invoice(rep, order)
    asked = [{"invoice_id": invoice["id"], "amount": cny("100.00")}]

    payment = given.payment(rep, order["account_id"], "130.00", allocations=asked, payer="Acme", bank_reference="B-1")

    assert (payment["number"], payment["status"]) == (f"PAY-{given.in_days(0).year}-000001", "posted")
    assert (payment["allocated"], payment["unallocated"], payment["fx_result"]) == (cny("100.00"), cny("30.00"), cny("0.00"))
    assert [(each["invoice_id"], each["order_id"]) for each in payment["allocations"]] == [(invoice["id"], order["id"])]
    settled = crm.ask(GetInvoice, rep, invoice_id=invoice["id"])
    assert (settled["payment_status"], settled["open"], settled["paid"]) == ("paid", cny("0.00"), cny("100.00"))
    after = crm.ask(GetOrder, rep, order_id=order["id"])
    assert (after["payment_status"], after["paid"]) == ("paid", cny("100.00"))
    for kind in ("sales.payment.posted.v1", "sales.payment.allocated.v1", "sales.invoice.settled.v1"):
        write_golden(crm.events(kind)[-1])
    told = crm.events("sales.payment.posted.v1")[0]["data"]
    assert [(each["invoice_id"], each["order_id"]) for each in told["allocations"]] == [(invoice["id"], order["id"])]


def test_an_order_completes_by_itself_when_everything_is_done(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    lines = [{"kind": "charge", "name": "Training", "qty": "1", "unit_price": "500.00"}]
    order = given.confirmed(rep, lines=lines)
    invoice = given.invoice(rep, order)

    payment = given.payment(rep, order["account_id"], "500.00", allocations=[{"invoice_id": invoice["id"]}])

    assert payment["unallocated"] == cny("0.00")
    assert crm.ask(GetOrder, rep, order_id=order["id"])["status"] == "completed"
    write_golden(crm.events("sales.order.completed.v1")[0])


def test_fifo_settles_the_oldest_first_and_leaves_an_advance(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    account = given.account()
    orders = [given.order_for(rep, "100.00", account_id=account) for _ in range(3)]
    newest = given.invoice(rep, orders[0])
    oldest = given.invoice(rep, orders[1], posted_on=given.in_days(-20))
    middle = given.invoice(rep, orders[2], posted_on=given.in_days(-10))

    payment = given.payment(rep, account, "150.00", fifo=True)
    rest = given.payment(rep, account, "175.00", fifo=True)

    assert [(each["invoice_id"], each["amount"]["amount"]) for each in payment["allocations"]] == [
        (oldest["id"], "100.00"), (middle["id"], "50.00"),
    ]  # fmt: skip
    assert [each["invoice_id"] for each in rest["allocations"]] == [middle["id"], newest["id"]]
    assert rest["unallocated"] == cny("25.00")


def test_a_draft_does_not_count(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    draft = given.payment(rep, given.account(), post=False)

    assert (draft["status"], draft["base_amount"], draft["rate"]) == ("draft", None, None)
    assert crm.events("sales.payment.posted.v1") == []


@pytest.mark.parametrize(
    ("wrong", "code", "pointer"),
    [
        ({"amount": cny("0.00")}, "out_of_range", "/amount/amount"),
        ({"amount": cny("-5.00")}, "out_of_range", "/amount/amount"),
        ({"amount": cny("1.005")}, "invalid", "/amount/amount"),
        ({"amount": usd("5.00")}, "missing_exchange_rate", "/amount/currency"),
        ({"amount": usd("5.00"), "rate": "7"}, "required", "/rate_reason"),
        ({"rate": "7", "rate_reason": "?"}, "base_currency", "/rate"),
        ({"account_id": str(uuid4())}, "unknown_account", "/account_id"),
        ({"received_on": "2999-01-01"}, "in_the_future", "/received_on"),
        ({"post": False, "fifo": True}, "not_posted", "/fifo"),
        ({"method": "cheque", "fifo": True}, "awaits_clearance", "/fifo"),
        ({"fifo": True, "allocations": [{"invoice_id": str(uuid4())}]}, "required", "/allocations"),
        ({"allocations": [{"invoice_id": str(uuid4())}]}, "unknown_invoice", "/allocations/0/invoice_id"),
        ({"allocations": [{"order_id": str(uuid4())}]}, "unknown_order", "/allocations/0/order_id"),
        ({"allocations": [{}]}, "required", "/allocations/0/invoice_id"),
        ({"method": "barter"}, "invalid", "/method"),
        ({"owner_id": str(uuid4())}, "unknown_user", "/owner_id"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_there(
    crm: ServiceUnderTest, given: Any, rep: Caller, wrong: dict[str, Any], code: str, pointer: str
) -> None:
    told = {"account_id": given.account(), "amount": cny("5.00"), "method": "bank", "post": True, **wrong}

    with crm.refused(422, code, pointer=pointer):
        crm.do(CreatePayment, rep, **told)

    assert crm.ask(ListPayments, crm.administrator())["data"] == []


def test_the_same_payment_again_needs_a_confirmation(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    account = given.account()
    told = {"payer": "Acme", "bank_reference": "B-7", "confirm_duplicate": False}
    first = given.payment(rep, account, **told)

    with crm.refused(409, "possible_duplicate") as problem:
        given.payment(rep, account, **told)

    assert problem["candidates"] == [{"id": first["id"], "number": first["number"], "status": "posted"}]
    assert given.payment(rep, account, **{**told, "bank_reference": "B-8"})["status"] == "posted"
    assert given.payment(rep, account, **{**told, "confirm_duplicate": True})["status"] == "posted"


def test_twins_at_once_are_one_payment(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    account, done = given.account(), []

    def pay() -> None:
        try:
            done.append(given.payment(rep, account, confirm_duplicate=False)["status"])
        except ProblemRaised as problem:
            done.append(problem.problem["code"])

    threads = [threading.Thread(target=pay) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(done) == ["possible_duplicate"] * 5 + ["posted"]


def test_the_exchange_result_is_that_against_the_rate_of_the_invoice(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    admin = crm.administrator()
    crm.do(SetExchangeRate, admin, currency="USD", rate="7", date=given.in_days(-9))
    order = given.order_for(rep, "100.00", currency="USD")
    invoice = given.invoice(rep, order, posted_on=given.in_days(-9))
    crm.do(SetExchangeRate, admin, currency="USD", rate="7.2", date=given.in_days(-1))

    first = given.payment(rep, order["account_id"], "33.33", "USD", allocations=[{"invoice_id": invoice["id"]}])
    by_hand = {"rate": "6.9", "rate_reason": "Forward contract"}
    second = given.payment(rep, order["account_id"], "66.67", "USD", **by_hand, allocations=[{"invoice_id": invoice["id"]}])

    assert (first["base_amount"], first["fx_result"]) == (cny("239.98"), cny("6.67"))
    assert (second["base_amount"], second["fx_result"], second["rate_reason"]) == (cny("460.02"), cny("-6.67"), "Forward contract")
    assert crm.ask(GetInvoice, rep, invoice_id=invoice["id"])["payment_status"] == "paid"


def test_an_invoice_in_dollars_is_settled_in_the_base_currency(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    crm.do(SetExchangeRate, crm.administrator(), currency="USD", rate="7", date=given.in_days(-9))
    order = given.order_for(rep, "100.00", currency="USD")
    invoice = given.invoice(rep, order)
    asked = {"invoice_id": invoice["id"], "amount": cny("355.00"), "rate": "7.1"}

    with crm.refused(422, "required", pointer="/allocations/0/rate_reason"):
        given.payment(rep, order["account_id"], "355.00", allocations=[asked])
    part = given.payment(rep, order["account_id"], "355.00", allocations=[{**asked, "rate_reason": "The bank's"}])
    rest = given.payment(rep, order["account_id"], "400.00", allocations=[{"invoice_id": invoice["id"]}])

    assert (part["allocations"][0]["settled"], part["fx_result"]) == (usd("50.00"), cny("5.00"))
    assert (rest["allocations"][0]["amount"], rest["unallocated"], rest["fx_result"]) == (cny("350.00"), cny("50.00"), cny("0.00"))
    assert crm.ask(GetInvoice, rep, invoice_id=invoice["id"])["open"] == usd("0.00")


def test_dollars_settle_an_invoice_in_the_base_currency_at_their_own_rate(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    crm.do(SetExchangeRate, crm.administrator(), currency="USD", rate="7", date=given.in_days(-9))
    crm.do(SetExchangeRate, crm.administrator(), currency="EUR", rate="8", date=given.in_days(-9))
    order = given.order_for(rep, "100.00")
    invoice = given.invoice(rep, order)

    part = given.payment(rep, order["account_id"], "5.00", "USD", allocations=[{"invoice_id": invoice["id"]}])
    rest = given.payment(rep, order["account_id"], "20.00", "USD", allocations=[{"invoice_id": invoice["id"]}])

    assert (part["allocations"][0]["settled"], part["fx_result"]) == (cny("35.00"), cny("0.00"))
    assert (rest["allocated"], rest["allocations"][0]["settled"], rest["unallocated"]) == (usd("9.29"), cny("65.00"), usd("10.71"))
    assert crm.ask(GetInvoice, rep, invoice_id=invoice["id"])["payment_status"] == "paid"
    other = given.order_for(rep, "100.00", account_id=order["account_id"], currency="EUR")
    euros = given.invoice(rep, other)
    with crm.refused(422, "other_currency", pointer="/allocations/0/invoice_id"):
        given.payment(rep, order["account_id"], "20.00", "USD", allocations=[{"invoice_id": euros["id"]}])
    with crm.refused(422, "rate_of_payment", pointer="/allocations/0/rate"):
        asked = {"invoice_id": euros["id"], "rate": "7", "rate_reason": "?"}
        given.payment(rep, order["account_id"], "20.00", "USD", allocations=[asked])
    with crm.refused(422, "other_currency", pointer="/allocations/0/order_id"):
        given.payment(rep, order["account_id"], "20.00", "USD", allocations=[{"order_id": order["id"]}])


def test_a_closed_period_takes_no_payment(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    admin = crm.administrator()
    crm.do(ChangeSettings, admin, version=crm.ask(GetSettings, admin)["version"], closed_through=given.in_days(-10))

    with crm.refused(422, "period_closed", pointer="/received_on"):
        given.payment(rep, given.account(), received_on=given.in_days(-10))


def test_it_belongs_to_whom_the_account_belongs(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    finance = crm.person("sales.payment.*:all", "customers.account.read:all")
    account = given.account(owner_id=rep.user_id)

    made = crm.do(CreatePayment, finance, account_id=account, amount=cny("5.00"), method="cash", external_reference="OLD-9")

    assert made["owner_id"] == str(rep.user_id)
    assert crm.ask(GetPayment, rep, payment_id=made["id"])["number"] == made["number"]
    with crm.refused(409, "duplicate"):
        crm.do(CreatePayment, finance, account_id=account, amount=cny("6.00"), method="cash", external_reference="OLD-9")
