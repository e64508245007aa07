"""Payments settle invoices, never more than there is, however many try at once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import uuid4

from crm_contracts.sales.commands.payments import AllocatePayment
from crm_contracts.sales.commands.settings import ChangeSettings
from crm_contracts.sales.queries.invoices import GetInvoice
from crm_contracts.sales.queries.orders import GetOrder
from crm_contracts.sales.queries.payments import GetPayment
from crm_contracts.sales.queries.receivables import ListReceivables
from crm_kit.caller import Caller
from crm_kit.testing.service import ProblemRaised, ServiceUnderTest


def cny(amount: str) -> dict[str, str]:
    return {"amount": amount, "currency": "CNY"}


def allocate(crm: ServiceUnderTest, who: Caller, payment: dict[str, Any], *asked: dict[str, Any], **more: Any) -> Any:
    now = crm.ask(GetPayment, who, payment_id=payment["id"])
    told = {"allocations": list(asked)} if asked else {}
    return crm.do(AllocatePayment, who, payment_id=payment["id"], version=now["version"], **told, **more)


def at_once(*runs: Callable[[], Any]) -> list[str]:
    """Each in a thread of its own; "done" or the code of its refusal."""
    outcomes: list[str] = []

    def go(run: Callable[[], Any]) -> None:
        try:
            run()
            outcomes.append("done")
        except ProblemRaised as problem:
            outcomes.append(problem.problem["code"])

    threads = [threading.Thread(target=go, args=[run]) for run in runs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(outcomes)


def test_an_advance_settles_several_invoices_with_an_amount_for_each(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    account = given.account()
    invoices = [given.invoice(rep, given.order_for(rep, "100.00", account_id=account)) for _ in range(2)]
    advance = given.payment(rep, account, "150.00")

    done = allocate(
        crm, rep, advance, {"invoice_id": invoices[0]["id"], "amount": cny("60.00")},
        {"invoice_id": invoices[1]["id"], "amount": cny("70.00")},
    )  # fmt: skip

    assert (done["allocated"], done["unallocated"]) == (cny("130.00"), cny("20.00"))
    told = crm.events("sales.payment.allocated.v1")
    assert [len(event["data"]["allocations"]) for event in told] == [2], "one event with everything, for readers take one a version"
    assert [crm.ask(GetInvoice, rep, invoice_id=each["id"])["open"] for each in invoices] == [cny("40.00"), cny("30.00")]


def test_too_much_is_refused_at_the_allocation_and_nothing_changes(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    account = given.account()
    invoices = [given.invoice(rep, given.order_for(rep, "100.00", account_id=account)) for _ in range(2)]
    payment = given.payment(rep, account, "150.00")
    first = {"invoice_id": invoices[0]["id"], "amount": cny("100.00")}

    with crm.refused(422, "over_allocated", pointer="/allocations/1/amount"):
        allocate(crm, rep, payment, first, {"invoice_id": invoices[1]["id"], "amount": cny("50.01")})
    with crm.refused(422, "over_allocated", pointer="/allocations/0/amount"):
        allocate(crm, rep, payment, {"invoice_id": invoices[0]["id"], "amount": cny("100.01")})
    with crm.refused(422, "over_allocated", pointer="/allocations/1/amount"):
        allocate(crm, rep, payment, first, first)

    assert crm.ask(GetPayment, rep, payment_id=payment["id"])["allocations"] == []
    assert crm.ask(GetInvoice, rep, invoice_id=invoices[0]["id"])["open"] == cny("100.00")


def test_only_open_invoices_of_the_account_are_settled(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    order = given.order_for(rep)
    payment = given.payment(rep, order["account_id"])
    elsewhere, draft = given.invoice(rep, given.order_for(rep)), given.invoice(rep, order, post=False)

    with crm.refused(422, "unknown_invoice", pointer="/allocations/0/invoice_id"):
        allocate(crm, rep, payment, {"invoice_id": elsewhere["id"]})
    with crm.refused(422, "not_open", pointer="/allocations/0/invoice_id"):
        allocate(crm, rep, payment, {"invoice_id": draft["id"]})
    with crm.refused(422, "required", pointer="/allocations"):
        allocate(crm, rep, payment)


def test_an_advance_is_kept_for_an_order_up_to_what_it_costs(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    order = given.order_for(rep, "100.00")
    payment = given.payment(rep, order["account_id"], "150.00")

    with crm.refused(422, "over_allocated", pointer="/allocations/1/amount"):
        allocate(
            crm, rep, payment, {"order_id": order["id"], "amount": cny("60.00")}, {"order_id": order["id"], "amount": cny("41.00")}
        )
    done = allocate(crm, rep, payment, {"order_id": order["id"]})

    assert (done["kept"], done["unallocated"]) == (cny("100.00"), cny("50.00"))
    assert crm.ask(GetOrder, rep, order_id=order["id"])["payment_status"] == "paid"
    with crm.refused(409, "already_paid"):
        given.cancelled(rep, order)


def test_a_payment_allocated_many_times_at_once_is_allocated_once(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    order = given.order_for(rep, "1000.00")
    invoice, payment = given.invoice(rep, order), given.payment(rep, order["account_id"], "100.00")
    told = {"payment_id": payment["id"], "version": payment["version"], "allocations": [{"invoice_id": invoice["id"]}]}

    outcomes = at_once(*[lambda: crm.do(AllocatePayment, rep, **told)] * 8)

    assert outcomes == ["done"] + ["stale"] * 7
    assert crm.ask(GetInvoice, rep, invoice_id=invoice["id"])["open"] == cny("900.00")
    assert len(crm.events("sales.payment.allocated.v1")) == 1


def test_payments_at_once_never_settle_more_than_is_open(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    order = given.order_for(rep, "100.00")
    invoice = given.invoice(rep, order)
    payments = [given.payment(rep, order["account_id"], "30.00") for _ in range(8)]
    asked = {"invoice_id": invoice["id"], "amount": cny("30.00")}

    outcomes = at_once(*[lambda each=each: allocate(crm, rep, each, asked) for each in payments])  # type: ignore[misc]

    assert outcomes == ["done"] * 3 + ["over_allocated"] * 5
    settled = crm.ask(GetInvoice, rep, invoice_id=invoice["id"])
    assert (settled["paid"], settled["open"]) == (cny("90.00"), cny("10.00"))
    assert crm.ask(GetOrder, rep, order_id=order["id"])["paid"] == cny("90.00")


def test_payments_across_the_same_invoices_do_not_block_each_other(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    account = given.account()
    invoices = [given.invoice(rep, given.order_for(rep, "100.00", account_id=account)) for _ in range(4)]
    payments = [given.payment(rep, account, "40.00") for _ in range(6)]
    ten = [{"invoice_id": invoice["id"], "amount": cny("10.00")} for invoice in invoices]

    runs = [
        lambda each=each, way=way: allocate(crm, rep, each, *way) for each, way in zip(payments, [ten, ten[::-1]] * 3, strict=True)
    ]
    outcomes = at_once(*runs)  # type: ignore[arg-type]

    assert outcomes == ["done"] * 6
    assert {crm.ask(GetInvoice, rep, invoice_id=each["id"])["open"]["amount"] for each in invoices} == {"40.00"}


def test_what_the_payer_does_not_see_is_settled_by_somebody_else(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    other = crm.person("sales.payment.*:own", "customers.*:all")
    order = given.order_for(rep, account_id=given.account())
    invoice = given.invoice(rep, order)
    payment = given.payment(other, order["account_id"])

    with crm.refused(422, "unknown_invoice", "/allocations/0/invoice_id"):
        allocate(crm, other, payment, {"invoice_id": invoice["id"], "amount": cny("999.00")})
    with crm.refused(422, "unknown_order", "/allocations/0/order_id"):
        allocate(crm, other, payment, {"order_id": order["id"]})

    assert crm.ask(GetInvoice, rep, invoice_id=invoice["id"])["open"] == cny("100.00")


def test_nothing_is_settled_in_a_closed_month(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    order = given.order_for(rep, "100.00")
    invoice = given.invoice(rep, order, posted_on=given.in_days(-9))
    payment = given.payment(rep, order["account_id"], "100.00", received_on=given.in_days(-8))
    crm.do(ChangeSettings, crm.administrator(), version=0, closed_through=given.in_days(-4))

    settled = allocate(crm, rep, payment, {"invoice_id": invoice["id"]})

    assert settled["allocations"][0]["allocated_on"] == str(given.in_days(-3))
    owed = [crm.ask(ListReceivables, rep, as_of=given.in_days(days))["total_in_base"]["amount"] for days in (-4, -3)]
    assert owed == ["100.00", "0.00"]


def test_what_is_for_a_delivery_is_kept_for_its_order_up_to_its_worth(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    order = given.order_for(rep, "10.00", qty="10", billing_basis="delivered")
    payment, delivery = given.payment(rep, order["account_id"], "150.00"), given.shipped(order, "4")

    with crm.refused(422, "over_allocated", pointer="/allocations/0/amount"):
        allocate(crm, rep, payment, {"delivery_id": delivery, "amount": cny("40.01")})
    part = allocate(crm, rep, payment, {"delivery_id": delivery, "amount": cny("30.00")})
    whole = allocate(crm, rep, payment, {"delivery_id": delivery})
    with crm.refused(422, "over_allocated", pointer="/allocations/0/amount"):
        allocate(crm, rep, payment, {"delivery_id": delivery})

    assert (part["kept"], whole["kept"], whole["unallocated"]) == (cny("30.00"), cny("40.00"), cny("110.00"))
    invoice = given.invoice(rep, order)
    assert (invoice["total"], invoice["open"]) == (cny("40.00"), cny("0.00"))
    settled = crm.ask(GetPayment, rep, payment_id=payment["id"])["allocations"]
    assert {(each["invoice_id"], each["delivery_id"], each["order_id"]) for each in settled} == {
        (invoice["id"], str(delivery), order["id"])
    }  # fmt: skip
    with crm.refused(422, "over_allocated", pointer="/allocations/0/amount"):
        allocate(crm, rep, payment, {"delivery_id": delivery})


def test_open_invoices_of_a_deliverys_orders_come_first(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    account = given.account()
    first, second = (given.order_for(rep, "10.00", qty="10", account_id=account, billing_basis="delivered") for _ in range(2))
    delivery = uuid4()
    lines = [
        {"order_id": order["id"], "order_line_id": line["id"], "product_id": line["product_id"], "qty": "4"}
        for order in (first, second) for line in order["lines"]
    ]  # fmt: skip
    given.shipped(first, "4", delivery=delivery, order_ids=[first["id"], second["id"]], lines=lines)
    invoice, payment = given.invoice(rep, first), given.payment(rep, account, "70.00")

    done = allocate(crm, rep, payment, {"delivery_id": delivery})

    assert crm.ask(GetInvoice, rep, invoice_id=invoice["id"])["open"] == cny("0.00")
    assert [(each["invoice_id"], each["order_id"], each["amount"]) for each in done["allocations"]] == [
        (invoice["id"], first["id"], cny("40.00")), (None, second["id"], cny("30.00")),
    ]  # fmt: skip


def test_a_delivery_that_is_not_theirs_or_came_back_is_not_paid(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    order, other = given.order_for(rep, qty="2"), given.order_for(rep, qty="2")
    payment, back = given.payment(rep, order["account_id"]), given.shipped(order, "1")
    given.shipped(order, "1", delivery=back, version=2, news="returned")

    for delivery in (uuid4(), back, given.shipped(other, "1")):
        with crm.refused(422, "unknown_delivery", pointer="/allocations/0/delivery_id"):
            allocate(crm, rep, payment, {"delivery_id": delivery})
    with crm.refused(422, "required", pointer="/allocations/0/invoice_id"):
        allocate(crm, rep, payment, {"delivery_id": given.shipped(order, "1"), "order_id": order["id"]})


def test_many_payments_for_one_delivery_pay_it_once(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    order = given.order_for(rep, "100.00", qty="10")
    delivery = given.shipped(order, "1")
    payments = [given.payment(rep, order["account_id"], "100.00") for _ in range(4)]

    outcomes = at_once(*(partial(allocate, crm, rep, each, {"delivery_id": delivery, "amount": cny("60.00")}) for each in payments))

    assert outcomes == ["done"] + ["over_allocated"] * 3
    assert crm.ask(GetOrder, rep, order_id=order["id"])["paid"] == cny("60.00")
