"""Calling orders off."""

from typing import Any

from crm_contracts.sales.commands.invoices import CreditInvoice
from crm_contracts.sales.commands.orders import CancelOrder
from crm_contracts.sales.queries.orders import GetOrder
from crm_contracts.sales.queries.quotations import GetQuotation
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest, write_golden


def cancel(crm: ServiceUnderTest, who: Caller, order: dict[str, Any]) -> Any:
    return crm.do(CancelOrder, who, order_id=order["id"], version=order["version"], reason="Changed their mind")


def test_a_cancelled_order_takes_nothing_of_the_credit(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    account = given.account()
    given.credit(account, "20.00")
    order = given.confirmed(rep, account_id=account)

    cancelled = cancel(crm, rep, order)

    assert (cancelled["status"], cancelled["closing_reason"]) == ("cancelled", "Changed their mind")
    event = crm.events("sales.order.cancelled.v1")[0]
    assert [line["qty"] for line in event["data"]["remaining"]] == ["2"]
    write_golden(event)
    assert given.confirmed(rep, account_id=account)["status"] == "confirmed"


def test_not_once_something_was_shipped(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    order = given.confirmed(rep)
    given.shipped(order, "1")
    now = crm.ask(GetOrder, rep, order_id=order["id"])

    with crm.refused(409, "already_shipped", "/lines/0"):
        cancel(crm, rep, now)

    assert crm.ask(GetOrder, rep, order_id=order["id"])["status"] == "confirmed"


def test_a_draft_that_is_cancelled_is_told_to_nobody(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    assert cancel(crm, rep, given.order(rep))["status"] == "cancelled"
    assert crm.events("sales.order.cancelled.v1") == []


def test_what_it_took_of_a_quotation_can_be_ordered_again(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    quotation = given.sent(rep)
    order = given.order(rep, account_id=None, quotations=[{"quotation_id": quotation["id"]}])

    cancel(crm, rep, order)

    now = crm.ask(GetQuotation, rep, quotation_id=quotation["id"])
    assert (now["status"], now["lines"][0]["remaining"]) == ("accepted", "2")


def test_not_while_a_down_payment_asks_for_something_of_it(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    order = given.order_for(rep)
    advance = given.invoice(rep, order, kind="down_payment", percent="30")

    with crm.refused(409, "already_invoiced"):
        given.cancelled(rep, order)
    crm.do(CreditInvoice, rep, invoice_id=advance["id"], version=advance["version"], reason="Off")

    assert given.cancelled(rep, order)["status"] == "cancelled"
