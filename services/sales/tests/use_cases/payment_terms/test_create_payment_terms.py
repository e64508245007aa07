"""Payment terms."""

from typing import Any

from crm_contracts.sales.commands.payment_terms import CreatePaymentTerms
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest

HALVES = [{"percent": "30", "days": 0, "basis": "order"}, {"percent": "70", "days": 60, "basis": "ship"}]


def test_an_order_keeps_its_instalments(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    made = crm.do(CreatePaymentTerms, crm.administrator(), name="30 / 70", instalments=HALVES)

    order = given.order(rep, payment_terms_id=made["id"])

    assert (order["terms"], order["terms_days"], order["payment_terms_id"]) == (HALVES, 60, made["id"])


def test_instalments_add_up_to_a_hundred(crm: ServiceUnderTest, given: Any) -> None:
    with crm.refused(422, "not_hundred_percent", "/instalments"):
        crm.do(CreatePaymentTerms, crm.administrator(), name="Short", instalments=[{"percent": "99.99"}])
    with crm.refused(422, "invalid", "/instalments/0/percent"):
        crm.do(CreatePaymentTerms, crm.administrator(), name="None", instalments=[{"percent": "0"}])
