"""What was entered in error does not count."""

from typing import Any

from crm_contracts.sales.commands.payments import DeallocatePayment, ReversePayment
from crm_contracts.sales.commands.settings import ChangeSettings
from crm_contracts.sales.queries.settings import GetSettings
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest, write_golden


def test_a_payment_is_reversed_once_it_settles_nothing(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    order = given.order_for(rep)
    invoice = given.invoice(rep, order)
    payment = given.payment(rep, order["account_id"], allocations=[{"invoice_id": invoice["id"]}])

    with crm.refused(409, "has_allocations"):
        crm.do(ReversePayment, rep, payment_id=payment["id"], version=payment["version"], reason="Twice")
    free = crm.do(DeallocatePayment, rep, payment_id=payment["id"], version=payment["version"])
    gone = crm.do(ReversePayment, rep, payment_id=payment["id"], version=free["version"], reason="Twice")

    assert (gone["status"], gone["unallocated"]["amount"], gone["reason"]) == ("reversed", "0.00", "Twice")
    write_golden(crm.events("sales.payment.reversed.v1")[0])
    with crm.refused(409, "illegal_transition"):
        crm.do(ReversePayment, rep, payment_id=payment["id"], version=gone["version"], reason="Twice")


def test_not_in_a_closed_period(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    payment, admin = given.payment(rep, given.account(), received_on=given.in_days(-5)), crm.administrator()
    crm.do(ChangeSettings, admin, version=crm.ask(GetSettings, admin)["version"], closed_through=given.in_days(-5))

    with crm.refused(422, "period_closed"):
        crm.do(ReversePayment, rep, payment_id=payment["id"], version=payment["version"], reason="Twice")
