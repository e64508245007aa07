"""The bank honours a cheque."""

from typing import Any

from crm_contracts.sales.commands.payments import AllocatePayment, ClearPayment
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_a_cheque_counts_once_it_is_cleared(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    order = given.order_for(rep)
    invoice = given.invoice(rep, order)
    cheque = given.payment(rep, order["account_id"], method="cheque", received_on=given.in_days(-3))
    asked = [{"invoice_id": invoice["id"]}]

    with crm.refused(409, "illegal_transition") as problem:
        crm.do(AllocatePayment, rep, payment_id=cheque["id"], version=cheque["version"], allocations=asked)
    with crm.refused(422, "out_of_range", pointer="/cleared_on"):
        crm.do(ClearPayment, rep, payment_id=cheque["id"], version=cheque["version"], cleared_on=given.in_days(-4))
    cleared = crm.do(ClearPayment, rep, payment_id=cheque["id"], version=cheque["version"])

    assert problem["allowed"] == ["clear", "bounce"]
    assert (cleared["status"], cleared["cleared_on"]) == ("posted", given.in_days(0).isoformat())
    done = crm.do(AllocatePayment, rep, payment_id=cheque["id"], version=cleared["version"], allocations=asked)
    assert done["unallocated"]["amount"] == "0.00"
