"""Money goes back."""

from typing import Any

from crm_contracts.sales.commands.payments import RefundPayment, ReversePayment
from crm_contracts.sales.queries.payments import GetPayment, ListPayments
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest, write_golden


def refund(crm: ServiceUnderTest, who: Caller, payment: dict[str, Any], amount: str | None = None, **more: Any) -> Any:
    now = crm.ask(GetPayment, who, payment_id=payment["id"])
    told = {"reason": "Paid twice", **more} | ({"amount": {"amount": amount, "currency": "CNY"}} if amount else {})
    return crm.do(RefundPayment, who, payment_id=payment["id"], version=now["version"], **told)


def test_a_refund_is_a_document_linked_to_its_payment(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    payment = given.payment(rep, given.account(), "100.00")

    part = refund(crm, rep, payment, "30.00", method="cash")
    half = crm.ask(GetPayment, rep, payment_id=payment["id"])
    refund(crm, rep, payment)

    assert (part["number"][:3], part["kind"], part["status"], part["method"]) == ("RF-", "refund", "posted", "cash")
    assert (part["refunds_id"], part["amount"]["amount"], part["base_amount"]["amount"]) == (payment["id"], "30.00", "30.00")
    assert (half["status"], half["refunded"]["amount"], half["unallocated"]["amount"]) == ("posted", "30.00", "70.00")
    assert crm.ask(GetPayment, rep, payment_id=payment["id"])["status"] == "refunded"
    write_golden(crm.events("sales.payment.refunded.v1")[0])
    listed = crm.ask(ListPayments, rep, where={"field": "refunds_id", "value": payment["id"]})["data"]
    assert [each["amount"]["amount"] for each in listed] == ["70.00", "30.00"]


def test_only_what_settles_nothing_goes_back(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    order = given.order_for(rep, "80.00")
    invoice = given.invoice(rep, order)
    payment = given.payment(rep, order["account_id"], "100.00", allocations=[{"invoice_id": invoice["id"]}])

    with crm.refused(422, "over_allocated", pointer="/amount/amount"):
        refund(crm, rep, payment, "20.01")
    with crm.refused(422, "out_of_range", pointer="/refunded_on"):
        refund(crm, rep, payment, refunded_on=given.in_days(-1))
    back = refund(crm, rep, payment)

    assert back["amount"]["amount"] == "20.00"
    with crm.refused(409, "is_refund"):
        refund(crm, rep, back, "1.00")
    now = crm.ask(GetPayment, rep, payment_id=payment["id"])
    with crm.refused(409):
        crm.do(ReversePayment, rep, payment_id=payment["id"], version=now["version"], reason="?")
