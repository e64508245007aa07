"""What a payment settled is open again."""

from typing import Any
from uuid import uuid4

from crm_contracts.sales.commands.payments import DeallocatePayment
from crm_contracts.sales.commands.rates import SetExchangeRate
from crm_contracts.sales.queries.invoices import GetInvoice
from crm_contracts.sales.queries.orders import GetOrder
from crm_contracts.sales.queries.receivables import ListReceivables
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_one_allocation_or_all_are_taken_back(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    account = given.account()
    orders = [given.order_for(rep, "100.00", account_id=account) for _ in range(2)]
    invoices = [given.invoice(rep, order) for order in orders]
    payment = given.payment(rep, account, "200.00", allocations=[{"invoice_id": each["id"]} for each in invoices])
    first = payment["allocations"][0]["id"]

    with crm.refused(422, "unknown_allocation", pointer="/allocation_ids/0"):
        crm.do(DeallocatePayment, rep, payment_id=payment["id"], version=payment["version"], allocation_ids=[uuid4()])
    part = crm.do(DeallocatePayment, rep, payment_id=payment["id"], version=payment["version"], allocation_ids=[first])
    none = crm.do(DeallocatePayment, rep, payment_id=payment["id"], version=part["version"])

    assert (part["unallocated"]["amount"], none["unallocated"]["amount"], none["allocations"]) == ("100.00", "200.00", [])
    assert crm.ask(GetInvoice, rep, invoice_id=invoices[0]["id"])["payment_status"] == "unpaid"
    assert crm.ask(GetOrder, rep, order_id=orders[0]["id"])["payment_status"] == "unpaid"


def test_the_exchange_result_goes_with_the_allocation(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    admin = crm.administrator()
    crm.do(SetExchangeRate, admin, currency="USD", rate="7", date=given.in_days(-9))
    order = given.order_for(rep, "100.00", currency="USD")
    invoice = given.invoice(rep, order, posted_on=given.in_days(-9))
    crm.do(SetExchangeRate, admin, currency="USD", rate="7.5", date=given.in_days(-1))
    payment = given.payment(rep, order["account_id"], "100.00", "USD", allocations=[{"invoice_id": invoice["id"]}])

    undone = crm.do(DeallocatePayment, rep, payment_id=payment["id"], version=payment["version"])

    assert (payment["fx_result"]["amount"], undone["fx_result"]["amount"]) == ("50.00", "0.00")


def test_earlier_days_stay_as_they_were(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    order = given.order_for(rep, "100.00")
    invoice = given.invoice(rep, order, posted_on=given.in_days(-9))
    told = {"received_on": given.in_days(-5), "allocations": [{"invoice_id": invoice["id"]}]}
    payment = given.payment(rep, order["account_id"], "100.00", **told)

    crm.do(DeallocatePayment, rep, payment_id=payment["id"], version=payment["version"])

    owed = [crm.ask(ListReceivables, rep, as_of=given.in_days(days))["total_in_base"]["amount"] for days in (-6, -5, -1, 0)]
    assert owed == ["100.00", "0.00", "0.00", "100.00"]
