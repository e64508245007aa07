"""Drafts go out."""

import contextlib
import threading
from typing import Any

from crm_contracts.sales.commands.invoices import PostInvoice
from crm_contracts.sales.commands.payment_terms import CreatePaymentTerms
from crm_contracts.sales.commands.rates import SetExchangeRate
from crm_contracts.sales.queries.invoices import GetInvoice, InvoiceNumberGaps
from crm_contracts.sales.queries.orders import GetOrder
from crm_contracts.sales.queries.payments import GetPayment
from crm_kit.caller import Caller
from crm_kit.testing.service import ProblemRaised, ServiceUnderTest


def post(crm: ServiceUnderTest, who: Caller, draft: dict[str, Any], **more: Any) -> Any:
    return crm.do(PostInvoice, who, invoice_id=draft["id"], version=draft["version"], **more)


def test_a_draft_gets_its_number_and_its_instalments(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    parts = [{"percent": "30", "days": 0, "basis": "order"}, {"percent": "70", "days": 45, "basis": "invoice"}]
    terms = crm.do(CreatePaymentTerms, crm.administrator(), name="30/70", instalments=parts)
    draft = given.invoice(rep, given.order_for(rep, "100.01", payment_terms_id=terms["id"]), post=False)
    day = given.in_days(-5)

    posted = post(crm, rep, draft, posted_on=given.in_days(0))

    assert posted["number"] == f"INV-{given.in_days(0).year}-000001"
    assert [(each["due_on"], each["amount"]["amount"]) for each in posted["instalments"]] == [
        (given.in_days(0).isoformat(), "30.00"), (given.in_days(45).isoformat(), "70.01"),
    ]  # fmt: skip
    assert (posted["due_on"], posted["is_overdue"]) == (given.in_days(0).isoformat(), False)
    with crm.refused(409, "illegal_transition") as problem:
        post(crm, rep, posted, posted_on=day)
    assert problem["allowed"] == ["void", "credit"]


def test_an_invoice_in_another_currency_keeps_its_rate(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    admin = crm.administrator()
    crm.do(SetExchangeRate, admin, currency="USD", rate="7.1", date=given.in_days(-9))
    order = given.order_for(rep, currency="USD")

    posted = given.invoice(rep, order, posted_on=given.in_days(-3))
    crm.do(SetExchangeRate, admin, currency="USD", rate="8", date=given.in_days(-4))

    assert (posted["rate"], posted["rate_date"], posted["base_amount"]) == (
        "7.1", given.in_days(-9).isoformat(), {"amount": "710.00", "currency": "CNY"},
    )  # fmt: skip
    assert crm.ask(GetInvoice, rep, invoice_id=posted["id"])["base_amount"] == posted["base_amount"]


def test_what_was_kept_for_its_order_settles_it_at_once(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    order = given.order_for(rep, "100.00", qty="2")
    kept = given.payment(
        rep,
        order["account_id"],
        "150.00",
        allocations=[{"order_id": order["id"], "amount": {"amount": "120.00", "currency": "CNY"}}],
    )
    line = order["lines"][0]["id"]

    first = given.invoice(rep, order, lines=[{"order_line_id": line, "qty": "1"}])
    second = given.invoice(rep, order)

    assert (kept["kept"]["amount"], kept["unallocated"]["amount"]) == ("120.00", "30.00")
    assert (first["payment_status"], first["open"]["amount"]) == ("paid", "0.00")
    assert (second["payment_status"], second["open"]["amount"]) == ("partial", "80.00")
    payment = crm.ask(GetPayment, rep, payment_id=kept["id"])
    assert (payment["allocated"]["amount"], payment["kept"]["amount"], payment["unallocated"]["amount"]) == (
        "120.00", "0.00", "30.00",
    )  # fmt: skip
    after = crm.ask(GetOrder, rep, order_id=order["id"])
    assert (after["payment_status"], after["paid"]["amount"]) == ("partial", "120.00")


def test_a_draft_that_its_order_does_not_allow_any_more_is_refused(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    order = given.order_for(rep, "100.00", qty="2")
    draft = given.invoice(rep, order, post=False)
    given.cancelled(rep, order)

    with crm.refused(409, "not_confirmed", pointer="/orders/0"):
        post(crm, rep, draft)

    assert crm.ask(GetInvoice, rep, invoice_id=draft["id"])["status"] == "draft"


def test_numbers_have_no_gaps_however_many_post_at_once(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    drafts = [given.invoice(rep, given.order_for(rep), post=False) for _ in range(6)]

    def go(draft: dict[str, Any]) -> None:
        for _ in range(2):
            with contextlib.suppress(ProblemRaised):
                post(crm, rep, draft)

    threads = [threading.Thread(target=go, args=[draft]) for draft in drafts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    posted = [crm.ask(GetInvoice, rep, invoice_id=draft["id"]) for draft in drafts]
    assert sorted(int(invoice["number"][-6:]) for invoice in posted) == [1, 2, 3, 4, 5, 6]
    assert crm.ask(InvoiceNumberGaps, crm.administrator())["complete"] is True


def test_no_more_is_asked_for_in_advance_than_an_order_comes_to(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    order = given.order_for(rep, "100.00")
    drafts = [given.invoice(rep, order, kind="down_payment", percent="60", post=False) for _ in range(2)]

    first = post(crm, rep, drafts[0])
    with crm.refused(409, "over_invoiced", "/lines/0"):
        post(crm, rep, drafts[1])

    assert first["total"] == {"amount": "60.00", "currency": "CNY"}
