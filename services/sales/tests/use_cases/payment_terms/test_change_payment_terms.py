"""Changing payment terms."""

from typing import Any

from crm_contracts.sales.commands.payment_terms import ChangePaymentTerms, CreatePaymentTerms
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest

HALVES = [{"percent": "30", "days": 0, "basis": "order"}, {"percent": "70", "days": 60, "basis": "ship"}]


def test_what_is_out_of_use_is_not_chosen(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    boss = crm.administrator()
    made = crm.do(CreatePaymentTerms, boss, name="30 / 70", instalments=HALVES)
    told = {"payment_terms_id": made["id"]}

    with crm.refused(422, "not_hundred_percent"):
        crm.do(ChangePaymentTerms, boss, **told, version=1, instalments=HALVES[:1])
    changed = crm.do(ChangePaymentTerms, boss, **told, version=1, is_active=False, instalments=[{"percent": "100", "days": 9}])

    assert (changed["is_active"], changed["instalments"][0]["days"]) == (False, 9)
    with crm.refused(422, "unknown_payment_terms", "/payment_terms_id"):
        given.order(rep, payment_terms_id=made["id"])
