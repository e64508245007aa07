"""Payments, page by page."""

from typing import Any

from crm_contracts.sales.queries.payments import ListPayments
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def found(crm: ServiceUnderTest, who: Caller, field: str, value: Any, op: str = "eq") -> list[str]:
    return [row["number"] for row in crm.ask(ListPayments, who, where={"field": field, "op": op, "value": value})["data"]]


def test_payments_are_found_by_what_one_knows_of_them(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    account = given.account("Huawei")
    old = given.payment(rep, account, "75.00", received_on=given.in_days(-5), payer="Huawei Ltd", bank_reference="B-77")
    new = given.payment(rep, given.account(), "10.00", method="cheque")

    listed = crm.ask(ListPayments, rep, sort="received_on")["data"]

    assert [(row["number"], row["account_name"], row["status"], row["unallocated"]["amount"]) for row in listed] == [
        (old["number"], "Huawei", "posted", "75.00"), (new["number"], "Acme", "pending_clearance", "10.00"),
    ]  # fmt: skip
    assert found(crm, rep, "account_id", str(account)) == [old["number"]]
    assert found(crm, rep, "method", "cheque") == [new["number"]]
    assert found(crm, rep, "unallocated", "50", "gt") == [old["number"]]
    assert found(crm, rep, "q", "b-77") == [old["number"]]
    assert crm.ask(ListPayments, crm.person("sales.payment.read:own"))["data"] == []
