"""The bank does not honour a cheque."""

from typing import Any

from crm_contracts.sales.commands.payments import AllocatePayment, BouncePayment, ClearPayment
from crm_contracts.sales.queries.invoices import GetInvoice
from crm_contracts.sales.queries.orders import GetOrder
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest, write_golden


def test_what_a_bounced_cheque_settled_is_open_again(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    order = given.confirmed(rep, lines=[{"kind": "charge", "name": "Training", "qty": "1", "unit_price": "100.00"}])
    invoice = given.invoice(rep, order)
    cheque = given.payment(rep, order["account_id"], method="cheque")
    cheque = crm.do(ClearPayment, rep, payment_id=cheque["id"], version=cheque["version"])
    cheque = crm.do(AllocatePayment, rep, payment_id=cheque["id"], version=cheque["version"], fifo=True)
    was = crm.ask(GetOrder, rep, order_id=order["id"])["status"]

    bounced = crm.do(BouncePayment, rep, payment_id=cheque["id"], version=cheque["version"], reason="No funds")

    assert (bounced["status"], bounced["allocations"], bounced["unallocated"]["amount"]) == ("bounced", [], "0.00")
    assert crm.ask(GetInvoice, rep, invoice_id=invoice["id"])["payment_status"] == "unpaid"
    after = crm.ask(GetOrder, rep, order_id=order["id"])
    assert (was, after["status"], after["payment_status"]) == ("completed", "confirmed", "unpaid")
    write_golden(crm.events("sales.payment.bounced.v1")[0])
    write_golden(crm.events("sales.order.reopened.v1")[0])


def test_cash_does_not_bounce_and_a_draft_neither(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    cash, draft = (
        given.payment(rep, given.account(), method="cash"),
        given.payment(rep, given.account(), method="cheque", post=False),
    )

    with crm.refused(409, "cannot_bounce"):
        crm.do(BouncePayment, rep, payment_id=cash["id"], version=cash["version"], reason="?")
    with crm.refused(409, "illegal_transition"):
        crm.do(BouncePayment, rep, payment_id=draft["id"], version=draft["version"], reason="?")
