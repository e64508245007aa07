"""Invoices, page by page."""

from typing import Any

from crm_contracts.sales.queries.invoices import ListInvoices
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def found(crm: ServiceUnderTest, who: Caller, field: str, value: Any, op: str = "eq") -> list[str]:
    return [row["number"] for row in crm.ask(ListInvoices, who, where={"field": field, "op": op, "value": value})["data"]]


def test_invoices_are_found_by_what_one_knows_of_them(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    account = given.account("Huawei")
    order = given.order_for(rep, "150.00", account_id=account)
    late = given.invoice(rep, order, posted_on=given.in_days(-40), tax_number="31000009")
    new = given.invoice(rep, given.order_for(rep, "20.00"))

    listed = crm.ask(ListInvoices, rep, sort="posted_on")["data"]

    assert [(row["number"], row["account_name"], row["is_overdue"]) for row in listed] == [
        (late["number"], "Huawei", True), (new["number"], "Acme", False),
    ]  # fmt: skip
    assert found(crm, rep, "is_overdue", True) == [late["number"]]
    assert found(crm, rep, "account_id", str(account)) == [late["number"]]
    assert found(crm, rep, "order_ids", [order["id"]]) == [late["number"]]
    assert found(crm, rep, "open", "100", "gte") == [late["number"]]
    assert found(crm, rep, "currency", "CNY") == [new["number"], late["number"]]
    assert found(crm, rep, "due_on", given.in_days(0).isoformat(), "lt") == [late["number"]]
    assert found(crm, rep, "q", "000009") == [late["number"]]
    assert found(crm, rep, "q", new["number"]) == [new["number"]]


def test_only_what_one_may_see_and_page_by_page(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    other, finance = crm.person("sales.*:own", "customers.*:all"), crm.person("sales.invoice.read:all")
    given.invoice(other, given.order_for(other))
    mine = [given.invoice(rep, given.order_for(rep))["number"] for _ in range(3)]

    first = crm.ask(ListInvoices, rep, limit=2, count="exact")
    rest = crm.ask(ListInvoices, rep, limit=2, cursor=first["next_cursor"])

    assert first["count"] == 3
    assert [row["number"] for page in (first, rest) for row in page["data"]] == mine[::-1]
    assert len(crm.ask(ListInvoices, finance)["data"]) == 4
    with crm.refused(422, "unknown_field"):
        found(crm, rep, "reason", "x")
