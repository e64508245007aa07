"""One payment."""

from typing import Any

from crm_contracts.sales.queries.payments import GetPayment
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_one_payment_is_shown_to_whom_it_belongs(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    payment = given.payment(rep, given.account(), payer="Acme")

    assert crm.ask(GetPayment, rep, payment_id=payment["id"]) == payment
    with crm.refused(404):
        crm.ask(GetPayment, crm.person("sales.payment.read:own"), payment_id=payment["id"])
