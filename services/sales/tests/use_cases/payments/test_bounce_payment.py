"""The bank does not honour a cheque."""

from typing import Any

from crm_contracts.sales.commands.payments import AllocatePayment, BouncePayment, ClearPayment
from crm_contracts.sales.commands.settings import ChangeSettings
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


def test_it_bounces_after_it_came_in_and_not_in_a_closed_month(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    cheque = given.payment(rep, given.account(), method="cheque", received_on=given.in_days(-5))
    crm.do(ChangeSettings, crm.administrator(), version=0, closed_through=given.in_days(-4))
    told = {"payment_id": cheque["id"], "version": cheque["version"], "reason": "No funds"}

    with crm.refused(422, "period_closed", "/bounced_on"):
        crm.do(BouncePayment, rep, **told, bounced_on=given.in_days(-4))
    with crm.refused(422, "in_the_future", "/bounced_on"):
        crm.do(BouncePayment, rep, **told, bounced_on=given.in_days(1))
    later = given.payment(rep, given.account(), method="cheque", received_on=given.in_days(-1))
    with crm.refused(422, "out_of_range", "/bounced_on"):
        crm.do(
            BouncePayment, rep, payment_id=later["id"], version=later["version"], reason="?", bounced_on=given.in_days(-2)
        )  # fmt: skip

    assert crm.do(BouncePayment, rep, **told, bounced_on=given.in_days(-3))["bounced_on"] == str(given.in_days(-3))
