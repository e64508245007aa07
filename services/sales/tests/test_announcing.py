"""What readers that come later are told of."""

from typing import Any
from uuid import UUID

from crm_contracts.sales.commands.invoices import CreateInvoice
from crm_contracts.sales.commands.payments import CreatePayment, RefundPayment
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_posted_invoices_as_they_were_told(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    given.invoice(rep, given.order_for(rep))
    crm.do(CreateInvoice, rep, orders=[given.order_for(rep)["id"]])

    (again,) = crm.told_again("Invoice", "sales.invoice.posted.v1")

    first = crm.events("sales.invoice.posted.v1")[0]
    assert (again["data"], again["ownerid"], again["subject"]) == (first["data"], first["ownerid"], first["subject"])


def test_payments_that_came_in(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    account, amount = given.account(), {"amount": "50.00", "currency": "CNY"}
    kept, back = given.payment(rep, account), given.payment(rep, account, "50.00")
    crm.do(CreatePayment, rep, account_id=account, amount=amount, method="bank", confirm_duplicate=True)
    crm.do(RefundPayment, rep, payment_id=back["id"], version=back["version"], reason="Twice")

    news = crm.told_again("Payment", "sales.payment.posted.v1")

    assert {each["subject"] for each in news} == {kept["id"], back["id"]}
    assert next(each["data"] for each in news if each["subject"] == kept["id"])["unallocated"]["amount"] == "100.00"


def test_orders_with_their_lines(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    order = given.confirmed(rep)

    (again,) = crm.told_again("Order", "sales.order.fulfilment_changed.v1")

    assert (UUID(again["subject"]), len(again["data"]["lines"])) == (UUID(order["id"]), 1)
