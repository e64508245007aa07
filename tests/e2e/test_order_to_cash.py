"""The second flow: an order is shipped, invoiced and paid, by people in their roles, over the API and the bus."""

from __future__ import annotations

import datetime as dt

import pytest
from company import Company
from flow import (
    SHIP_TO,
    SURE,
    act,
    ask,
    confirmed,
    customer,
    goods,
    invoiced,
    line_of,
    paid,
    released,
    reserved,
    shipped,
    show,
    stock_of,
    told,
    until,
)
from goods import supplier
from made import quotation

from crm_kit.testing.system import Client

TODAY = dt.datetime.now(dt.UTC).date()
NEXT_WEEK = (TODAY + dt.timedelta(days=7)).isoformat()


@pytest.fixture
def rep(company: Company) -> Client:
    return company["sales_representative"]


@pytest.fixture
def manager(company: Company) -> Client:
    return company["sales_manager"]


@pytest.fixture
def warehouse(company: Company) -> Client:
    return company["warehouse"]


@pytest.fixture
def finance(company: Company) -> Client:
    return company["finance"]


def test_a_quotation_becomes_an_order_that_is_approved_shipped_invoiced_and_paid(
    company: Company, rep: Client, manager: Client, warehouse: Client, finance: Client
) -> None:
    buyer, pump = customer(company, limit="1000.00"), goods(company, in_stock="10")

    offer = quotation(rep, buyer["id"], lines=[line_of(pump, "8", "200.00")], ship_to=SHIP_TO)
    for step in ("submit", "send", "accept"):
        offer = act(rep, "quotations", offer, step)
    assert (offer["status"], offer["total"]["amount"]) == ("accepted", "1600.00")
    told(rep, buyer, f"Quotation {offer['number']} was accepted: 1600.00 CNY")

    draft = act(rep, "quotations", offer, "create-order")
    waiting = act(rep, "orders", draft, "confirm", SURE)
    assert (waiting["status"], [each["code"] for each in waiting["findings"]]) == ("pending_approval", ["credit_limit"])
    assert ask(rep, "orders", waiting, "approve").status == 403
    sold = act(manager, "orders", waiting, "approve", {"comment": "They pay on Friday"})
    assert (sold["status"], sold["is_exception"]) == ("confirmed", True)

    sold = reserved(rep, sold)
    assert stock_of(warehouse, pump) == (10, 8)

    asked = rep.post("/v1/shipment-notices", {"order_id": sold["id"], "submit": True}).must(201).json
    refused = ask(rep, "shipment-notices", asked, "release", {"release_reason": "credit"})
    assert (refused.status, refused.json["code"]) == (409, "order_is_exception")
    notice = act(manager, "shipment-notices", asked, "release", {"release_reason": "approved"})
    act(warehouse, "shipment-notices", notice, "accept")
    delivery = warehouse.post("/v1/deliveries", {"notice_ids": [notice["id"]]}).must(201).json
    for step in ("start-pick", "pack"):
        delivery = act(warehouse, "deliveries", delivery, step)
    waybill = {"carrier": "sf", "number": f"SF{delivery['number']}"}
    act(warehouse, "deliveries", delivery, "ship", {"waybills": [waybill]})
    assert stock_of(warehouse, pump) == (2, 0)

    sold = until(rep, "orders", sold, lambda now: now["delivery_status"] == "full")
    assert sold["lines"][0]["shipped_qty"] == "8"
    bill = invoiced(finance, sold)
    assert (bill["total"], bill["number"] is not None) == (sold["total"], True)
    money = paid(finance, buyer, bill)
    done = until(rep, "orders", sold, lambda now: now["status"] == "completed")
    assert (done["invoice_status"], done["payment_status"]) == ("full", "paid")
    assert show(finance, "invoices", bill)["payment_status"] == "paid"

    number = sold["number"]
    told(
        manager,
        buyer,
        f"Order {number} waits for approval: 1600.00 CNY",
        f"Order {number} was approved",
        f"Order {number} was confirmed",
        "Everything in the order is reserved",
        f"Shipment notice {notice['number']} waits to be released",
        f"Shipment notice {notice['number']} was released: approved",
        f"Shipment notice {notice['number']} was accepted by the warehouse",
        f"Delivery {delivery['number']} was shipped",
        f"Consignment {waybill['number']} was booked with sf",
        f"Order {number} was shipped in full",
        f"Invoice {bill['number']} was posted: 1600.00 CNY, due on {bill['due_on']}",
        f"Payment {money['number']} was received: 1600.00 CNY",
        f"Payment {money['number']} was allocated, 0.00 CNY of 1600.00 CNY is left",
        f"Order {number} is delivered, invoiced and paid",
    )


def test_whoever_made_an_order_that_breaks_a_limit_may_not_approve_it(company: Company, manager: Client) -> None:
    """A manager approves what others sell, and not what they sell themselves, be it over credit or too cheap."""
    buyer, pump = customer(company, limit="100.00"), goods(company, in_stock="9", list_price={"amount": "90", "currency": "CNY"})
    dear = confirmed(manager, buyer, line_of(pump, "2", "90.00"))
    cheap = confirmed(manager, customer(company), line_of(pump, "1", "90.00", discount="31"))

    refused = [ask(manager, "orders", each, "approve") for each in (dear, cheap)]

    assert [dear["findings"][0]["code"], cheap["findings"][0]["code"]] == ["credit_limit", "discount_over_limit"]
    assert [(answer.status, answer.json["code"]) for answer in refused] == [(403, "own_record")] * 2
    assert [show(manager, "orders", each)["status"] for each in (dear, cheap)] == ["pending_approval"] * 2
    superior = company.hire("sales_manager", company.teams["head"]).client
    assert [act(superior, "orders", each, "approve")["status"] for each in (dear, cheap)] == ["confirmed"] * 2


def test_goods_go_in_two_deliveries_each_is_invoiced_and_the_order_is_completed_with_the_last_payment(
    company: Company, rep: Client, finance: Client
) -> None:
    buyer, pump = customer(company), goods(company, in_stock="10")
    sold = reserved(rep, confirmed(rep, buyer, line_of(pump, "10")))

    shipped(company, sold, qty="4")
    sold = until(rep, "orders", sold, lambda now: now["delivery_status"] == "partial")
    first = invoiced(finance, sold)
    paid(finance, buyer, first)
    halfway = show(rep, "orders", sold)
    shipped(company, sold)
    sold = until(rep, "orders", sold, lambda now: now["delivery_status"] == "full")
    second = invoiced(finance, sold)
    paid(finance, buyer, second)

    assert (halfway["status"], halfway["invoice_status"], halfway["payment_status"]) == ("confirmed", "partial", "partial")
    assert [first["total"]["amount"], second["total"]["amount"]] == ["400.00", "600.00"]
    done = until(rep, "orders", sold, lambda now: now["status"] == "completed")
    assert (done["lines"][0]["shipped_qty"], done["lines"][0]["invoiced_qty"]) == ("10", "10")
    assert stock_of(company["warehouse"], pump) == (0, 0)


def test_what_is_short_is_expected_with_a_purchase_and_its_receipt_serves_the_order_that_waits(
    company: Company, rep: Client, warehouse: Client
) -> None:
    purchasing, pump = company["purchasing"], goods(company, in_stock="3")
    sold = confirmed(rep, customer(company), line_of(pump, "5"))
    short = until(rep, "orders", sold, lambda now: now["lines"][0]["shortage"] == "2")
    assert (short["lines"][0]["reserved"], short["lines"][0]["expected_on"]) == ("3", None)

    line = {"product_id": pump["id"], "qty": "6", "unit_price": "40.00", "due_on": NEXT_WEEK}
    bought = purchasing.post("/v1/purchase-orders", {"supplier_id": supplier(purchasing)["id"], "lines": [line], "send": True})
    until(rep, "orders", sold, lambda now: now["lines"][0]["expected_on"] == NEXT_WEEK)
    came = [{"purchase_line_id": bought.must(201).json["lines"][0]["id"], "qty": "6"}]
    warehouse.post("/v1/receipts", {"lines": came, "post": True}).must(201)

    served = reserved(rep, sold)
    assert (served["lines"][0]["shortage"], served["lines"][0]["expected_on"]) == ("0", None)
    assert stock_of(warehouse, pump) == (9, 5)


def test_an_order_on_hold_freezes_its_notice_until_it_goes_on(
    company: Company, rep: Client, manager: Client, warehouse: Client
) -> None:
    sold = reserved(rep, confirmed(rep, customer(company), line_of(goods(company, in_stock="5"), "5")))
    notice = released(rep, sold)

    act(rep, "orders", sold, "hold", {"reason": "The customer moves house"})
    until(warehouse, "shipment-notices", notice, lambda now: now["is_frozen"])
    refused = ask(warehouse, "shipment-notices", notice, "accept")
    act(manager, "orders", sold, "release")
    until(warehouse, "shipment-notices", notice, lambda now: not now["is_frozen"])

    assert (refused.status, refused.json["code"]) == (409, "frozen")
    assert act(warehouse, "shipment-notices", notice, "accept")["status"] == "accepted"


def test_an_order_is_not_cancelled_after_something_of_it_was_shipped(company: Company, rep: Client) -> None:
    sold = reserved(rep, confirmed(rep, customer(company), line_of(goods(company, in_stock="5"), "5")))
    shipped(company, sold, qty="1")
    sold = until(rep, "orders", sold, lambda now: now["delivery_status"] == "partial" and now["lines"][0]["on_notice"] == "0")

    refused = ask(rep, "orders", sold, "cancel", {"reason": "They changed their minds"})

    assert (refused.status, refused.json["code"], refused.json["errors"][0]["pointer"]) == (409, "already_shipped", "/lines/0")
    assert show(rep, "orders", sold) == sold


def test_a_cancelled_order_lets_its_goods_go_to_whoever_waits(company: Company, rep: Client, warehouse: Client) -> None:
    pump = goods(company, in_stock="5")
    first = reserved(rep, confirmed(rep, customer(company), line_of(pump, "5")))
    second = confirmed(rep, customer(company), line_of(pump, "4"))
    until(rep, "orders", second, lambda now: now["lines"][0]["shortage"] == "4")

    act(rep, "orders", first, "cancel", {"reason": "They changed their minds"})

    reserved(rep, second)
    assert stock_of(warehouse, pump) == (5, 4)


def test_what_comes_back_to_its_sender_is_not_shipped_any_more(company: Company, rep: Client, warehouse: Client) -> None:
    pump, buyer = goods(company, in_stock="5"), customer(company)
    sold = reserved(rep, confirmed(rep, buyer, line_of(pump, "5")))
    delivery = shipped(company, sold)
    until(rep, "orders", sold, lambda now: now["delivery_status"] == "full")

    act(warehouse, "deliveries", delivery, "fail", {"reason": "Nobody opened"})
    act(warehouse, "deliveries", delivery, "return", {"reason": "Nobody opened, twice"})

    back = until(rep, "orders", sold, lambda now: now["delivery_status"] == "none" and now["lines"][0]["reserved"] == "5")
    assert back["lines"][0]["shipped_qty"] == "0"
    assert stock_of(warehouse, pump) == (5, 5)
    told(rep, buyer, f"Delivery {delivery['number']} came back: Nobody opened, twice")


def test_one_delivery_is_for_one_address_and_its_notices_are_grouped_otherwise(
    company: Company, rep: Client, warehouse: Client
) -> None:
    pump, buyer = goods(company, in_stock="9"), customer(company)
    near = reserved(rep, confirmed(rep, buyer, line_of(pump, "2")))
    far = reserved(rep, confirmed(rep, buyer, line_of(pump, "3"), ship_to={**SHIP_TO, "city": "Harbin"}))
    notices = [released(rep, each) for each in (near, far)]
    for notice in notices:
        act(warehouse, "shipment-notices", notice, "accept")

    refused = warehouse.post("/v1/deliveries", {"notice_ids": [notice["id"] for notice in notices]})

    assert (refused.status, refused.json["code"]) == (422, "split")
    assert sorted(map(len, refused.json["groups"])) == [1, 1]
