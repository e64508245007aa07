"""What accounts owe, by age."""

from __future__ import annotations

from typing import Any

from crm_contracts.sales.commands.invoices import CreditInvoice
from crm_contracts.sales.commands.payment_terms import CreatePaymentTerms
from crm_contracts.sales.commands.rates import SetExchangeRate
from crm_contracts.sales.queries.receivables import ListReceivables
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest

AGES = ("not_due", "days_1_30", "days_31_60", "days_61_90", "days_over_90")


def ages(row: dict[str, Any]) -> list[str]:
    return [row[name]["amount"] for name in AGES]


def test_what_is_open_is_sorted_by_how_long_it_is_overdue(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    account = given.account("Huawei")
    for days, amount in ((0, "1.00"), (-30, "2.00"), (-31, "4.00"), (-61, "8.00"), (-91, "16.00"), (-121, "32.00")):
        given.invoice(rep, given.order_for(rep, amount, account_id=account), posted_on=given.in_days(days))

    report = crm.ask(ListReceivables, rep)

    assert [(row["account_name"], row["currency"], ages(row)) for row in report["rows"]] == [
        ("Huawei", "CNY", ["3.00", "4.00", "8.00", "16.00", "32.00"])
    ]
    row = report["rows"][0]
    assert (row["total"]["amount"], row["overdue"]["amount"], row["oldest_days"]) == ("63.00", "60.00", 91)
    assert (report["total_in_base"]["amount"], report["overdue_in_base"]["amount"]) == ("63.00", "60.00")


def test_instalments_age_one_by_one_and_payments_settle_the_earliest(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    parts = [{"percent": "50", "days": 0, "basis": "invoice"}, {"percent": "50", "days": 40, "basis": "invoice"}]
    terms = crm.do(CreatePaymentTerms, crm.administrator(), name="Half", instalments=parts)
    order = given.order_for(rep, "100.00", payment_terms_id=terms["id"])
    invoice = given.invoice(rep, order, posted_on=given.in_days(-35))

    before = crm.ask(ListReceivables, rep)["rows"][0]
    asked = [{"invoice_id": invoice["id"], "amount": {"amount": "30.00", "currency": "CNY"}}]
    given.payment(rep, order["account_id"], "30.00", allocations=asked)
    after = crm.ask(ListReceivables, rep)["rows"][0]

    assert ages(before) == ["50.00", "0.00", "50.00", "0.00", "0.00"]
    assert ages(after) == ["50.00", "0.00", "20.00", "0.00", "0.00"]


def test_an_earlier_day_shows_what_was_owed_then(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    order = given.order_for(rep, "100.00", qty="2")
    invoice = given.invoice(rep, order, posted_on=given.in_days(-50))
    given.payment(
        rep, order["account_id"], "120.00", received_on=given.in_days(-10), allocations=[{"invoice_id": invoice["id"]}]
    )  # fmt: skip
    line = {"line_id": invoice["lines"][0]["id"], "amount": {"amount": "80.00", "currency": "CNY"}}
    crm.do(CreditInvoice, rep, invoice_id=invoice["id"], version=invoice["version"] + 1, reason="Late", lines=[line],
           posted_on=given.in_days(-5))  # fmt: skip

    def total(days: int) -> list[str]:
        return [row["total"]["amount"] for row in crm.ask(ListReceivables, rep, as_of=given.in_days(days))["rows"]]

    assert [total(days) for days in (-51, -50, -10, -5, 0)] == [[], ["200.00"], ["80.00"], [], []]
    assert ages(crm.ask(ListReceivables, rep, as_of=given.in_days(-15))["rows"][0]) == ["0.00", "200.00", "0.00", "0.00", "0.00"]
    with crm.refused(422, "in_the_future", pointer="/as_of"):
        total(1)


def test_other_currencies_have_rows_of_their_own_and_their_worth_at_the_invoices_rate(
    crm: ServiceUnderTest, given: Any, rep: Caller
) -> None:
    crm.do(SetExchangeRate, crm.administrator(), currency="USD", rate="7", date=given.in_days(-9))
    account = given.account()
    for fields in ({}, {"currency": "USD"}):
        given.invoice(rep, given.order_for(rep, "100.00", account_id=account, **fields))

    report = crm.ask(ListReceivables, rep)

    assert [(row["currency"], row["in_base"]["amount"]) for row in report["rows"]] == [("CNY", "100.00"), ("USD", "700.00")]
    assert report["total_in_base"] == {"amount": "800.00", "currency": "CNY"}
    assert [row["currency"] for row in crm.ask(ListReceivables, rep, currency="USD")["rows"]] == ["USD"]


def test_page_by_page_with_the_totals_of_all(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    for _ in range(3):
        given.invoice(rep, given.order_for(rep, "10.00"))
    late = given.order_for(rep, "10.00")
    given.invoice(rep, late, posted_on=given.in_days(-60))

    first = crm.ask(ListReceivables, rep, limit=3)
    rest = crm.ask(ListReceivables, rep, limit=3, after=first["next_after"])
    none = crm.ask(ListReceivables, rep, after=rest["rows"][-1]["account_id"])

    assert (len(first["rows"]), first["has_more"], len(rest["rows"]), rest["has_more"]) == (3, True, 1, False)
    assert {each["total_in_base"]["amount"] for each in (first, rest, none)} == {"40.00"}
    assert none["rows"] == []
    assert [row["account_id"] for row in crm.ask(ListReceivables, rep, overdue_only=True)["rows"]] == [late["account_id"]]


def test_only_invoices_that_one_may_see_count(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    account, other = given.account(), crm.person("sales.*:own", "customers.*:all")
    given.invoice(rep, given.order_for(rep, "10.00", account_id=account))
    given.invoice(other, given.order_for(other, "20.00", account_id=account))
    finance = crm.person("sales.receivable.read:all")

    totals = [crm.ask(ListReceivables, who)["total_in_base"]["amount"] for who in (rep, other, finance)]

    assert totals == ["10.00", "20.00", "30.00"]
    assert crm.ask(ListReceivables, finance, owner_id=other.user_id)["total_in_base"]["amount"] == "20.00"
