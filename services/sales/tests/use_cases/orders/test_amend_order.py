"""Changing confirmed orders."""

from typing import Any

from crm_contracts.sales.commands.orders import AmendOrder
from crm_contracts.sales.queries.orders import GetOrder
from crm_contracts.sales.queries.quotations import GetQuotation
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest, write_golden


def amend(crm: ServiceUnderTest, who: Caller, order: dict[str, Any], **more: Any) -> Any:
    return crm.do(AmendOrder, who, order_id=order["id"], version=order["version"], **more)


def line_of(order: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return {"line_id": order["lines"][0]["id"], **changes}


def test_quantities_prices_and_further_lines_are_told_as_a_difference(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    order, more = given.confirmed(rep), given.product("P-2", "5.00")

    now = amend(crm, rep, order, lines=[line_of(order, qty="3", unit_price="9.50")], added=[{"product_id": more, "qty": "2"}])

    assert (now["status"], now["total"]["amount"], now["base_amount"]["amount"]) == ("confirmed", "38.50", "38.50")
    event = crm.events("sales.order.amended.v1")[0]
    assert [(each["old"], each["new"]) for each in event["data"]["diff"]] == [("2", "3"), ("0", "2")]
    write_golden(event)


def test_a_line_can_be_taken_out(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    lines = [{"product_id": given.product(code), "qty": "2"} for code in ("A", "B")]
    order = given.confirmed(rep, lines=lines)

    now = amend(crm, rep, order, lines=[line_of(order, qty="0")])

    assert ([line["name"] for line in now["lines"]], now["total"]["amount"]) == (["Product B"], "20.00")


def test_never_below_what_was_shipped_or_may_be(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    order = given.confirmed(rep, lines=[{"product_id": given.product(), "qty": "10"}])
    given.shipped(order, "3")
    given.on_notice(order, "4")
    now = crm.ask(GetOrder, rep, order_id=order["id"])

    with crm.refused(409, "below_done", "/lines/0/qty"):
        amend(crm, rep, now, lines=[line_of(order, qty="6.9")])

    assert crm.ask(GetOrder, rep, order_id=order["id"])["lines"][0]["qty"] == "10"
    assert amend(crm, rep, now, lines=[line_of(order, qty="7")])["lines"][0]["qty"] == "7"


def test_more_credit_than_there_is_needs_somebody_who_may_give_it(crm: ServiceUnderTest, given: Any) -> None:
    seller = crm.person("sales.order.create:own", "sales.order.confirm:own", "sales.order.amend:own", "customers.*:all")
    boss, account = crm.administrator(), given.account()
    given.credit(account, "30.00")
    order = given.confirmed(seller, account_id=account)
    more = {"lines": [line_of(order, qty="4")]}

    with crm.refused(409, "credit_limit") as problem:
        amend(crm, seller, order, **more, confirm_warnings=True)
    assert problem["confirmable"] is False
    with crm.refused(409, "credit_limit") as problem:
        amend(crm, boss, order, **more)
    assert problem["confirmable"] is True

    now = amend(crm, boss, order, **more, confirm_warnings=True)
    assert (now["total"]["amount"], now["is_exception"]) == ("40.00", True)
    assert amend(crm, seller, now, lines=[line_of(order, qty="3")])["total"]["amount"] == "30.00"


def test_what_is_wrong_is_said_at_its_place(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    order = given.confirmed(rep)
    unknown = "0199aaaa-0000-7000-8000-000000000000"

    with crm.refused(422, "unknown_line", "/lines/0/line_id"):
        amend(crm, rep, order, lines=[{"line_id": unknown, "qty": "1"}])
    with crm.refused(422, "unknown_product", "/added/0/product_id"):
        amend(crm, rep, order, added=[{"product_id": unknown, "qty": "1"}])
    with crm.refused(422, "invalid", "/lines/0/qty"):
        amend(crm, rep, order, lines=[line_of(order, qty="-1")])
    draft = given.order(rep)
    with crm.refused(409, "illegal_transition"):
        amend(crm, rep, draft, lines=[line_of(draft, qty="1")])


def test_nobody_lets_their_own_order_through(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    account = given.account()
    given.credit(account, "30.00")
    order = given.confirmed(rep, account_id=account)

    with crm.refused(409, "credit_limit") as problem:
        amend(crm, rep, order, lines=[line_of(order, qty="4")], confirm_warnings=True)

    assert (rep.may("sales.order.approve"), problem["confirmable"]) == (True, False)
    assert crm.ask(GetOrder, rep, order_id=order["id"])["total"]["amount"] == "20.00"


def test_a_text_has_no_price(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    order = given.confirmed(rep, lines=[{"kind": "note", "name": "Fragile"}, {"product_id": given.product(), "qty": "1"}])

    for field, value in {"qty": "5", "unit_price": "100.00", "discount": "5"}.items():
        with crm.refused(422, "not_for_this_kind", f"/lines/0/{field}"):
            amend(crm, rep, order, lines=[line_of(order, **{field: value})])

    assert crm.ask(GetOrder, rep, order_id=order["id"])["total"]["amount"] == "10.00"


def test_what_is_left_may_be_paid_already(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    order = given.order_for(rep, "10.00", qty="3")
    invoice = given.invoice(rep, order, lines=[{"order_line_id": order["lines"][0]["id"], "qty": "2"}])
    given.payment(rep, order["account_id"], "20.00", allocations=[{"invoice_id": invoice["id"]}])
    before = crm.ask(GetOrder, rep, order_id=order["id"])

    now = amend(crm, rep, before, lines=[line_of(order, qty="2")])

    assert (before["payment_status"], before["invoice_status"]) == ("partial", "partial")
    assert (now["payment_status"], now["invoice_status"]) == ("paid", "full")


def test_what_an_order_takes_less_of_its_quotation_can_be_ordered_again(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    lines = [{"product_id": given.product(code), "qty": "5"} for code in ("A", "B")]
    quotation = given.sent(rep, lines=lines)
    order = given.confirmed(rep, account_id=None, lines=[], quotations=[{"quotation_id": quotation["id"]}])

    more = amend(crm, rep, order, lines=[line_of(order, qty="6")])
    whole = crm.ask(GetQuotation, rep, quotation_id=quotation["id"])
    less = amend(crm, rep, more, lines=[line_of(more, qty="2"), {"line_id": order["lines"][1]["id"], "qty": "0"}])
    some = crm.ask(GetQuotation, rep, quotation_id=quotation["id"])
    given.cancelled(rep, less)
    none = crm.ask(GetQuotation, rep, quotation_id=quotation["id"])

    left = [(now["status"], [line["remaining"] for line in now["lines"]]) for now in (whole, some, none)]
    assert left == [("ordered", ["0", "0"]), ("partially_ordered", ["3", "5"]), ("accepted", ["5", "5"])]


def test_an_order_of_which_nothing_would_be_left_is_cancelled_instead(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    order = given.confirmed(rep)

    with crm.refused(409, "nothing_left", "/lines") as problem:
        amend(crm, rep, order, lines=[line_of(order, qty="0")])

    assert "cancel" in problem["detail"]
    assert crm.ask(GetOrder, rep, order_id=order["id"])["lines"][0]["qty"] == "2"
