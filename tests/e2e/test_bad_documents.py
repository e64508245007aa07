"""Bad input on the way from order to cash: each is a clear 4xx that names the line, and nothing has changed afterwards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest
from company import Company
from flow import (
    SHIP_TO,
    act,
    ask,
    confirmed,
    customer,
    goods,
    invoiced,
    line_of,
    money,
    released,
    reserved,
    shipped,
    stock_of,
    until,
)
from goods import supplier
from made import Record, match, order

from crm_kit.testing.system import Answer, Client, eventually

LONG_AGO = "1980-06-30"
CLOSED_THROUGH = "1980-12-31"
COLLECTIONS = ("orders", "quotations", "invoices", "payments", "shipment-notices", "deliveries")


@dataclass
class Trade:
    """A customer with an order of five pumps: two are shipped and invoiced, one is in a delivery, and 50.00 is paid in advance."""

    company: Company
    buyer: Record
    pump: Record
    blocked: Record
    sold: Record
    bill: Record
    money: Record
    gone: Record
    delivery: Record
    bought: Record

    def __getitem__(self, who: str) -> Client:
        return self.company[who]

    def picture(self) -> dict[str, Any]:
        """All there is of the customer and the pump."""
        admin, mine = self.company.admin, {"filter[account_id]": self.buyer["id"], "limit": 100}
        found: dict[str, Any] = {name: admin.get(f"/v1/{name}", **mine).must(200).json["data"] for name in COLLECTIONS}
        found["lines"] = admin.get(f"/v1/orders/{self.sold['id']}").must(200).json["lines"]
        found["balance"] = admin.get(f"/v1/accounts/{self.buyer['id']}/balance").must(200).json
        found["stock"] = stock_of(admin, self.pump)
        for name in ("stock/ledger", "stock-moves"):
            found[name] = admin.get(f"/v1/{name}", **{"filter[product_id]": self.pump["id"]}).must(200).json["data"]
        found["bought"] = admin.get(f"/v1/purchase-orders/{self.bought['id']}").must(200).json
        return found


@pytest.fixture(scope="module")
def trade(company: Company) -> Trade:
    rep, warehouse, purchasing, finance = (company[who] for who in ("sales_representative", "warehouse", "purchasing", "finance"))
    _close_books(company.admin)
    buyer, pump, blocked = customer(company, limit="5000.00"), goods(company, in_stock="9"), goods(company)
    sold = reserved(rep, confirmed(rep, buyer, line_of(pump, "5")))
    gone = shipped(company, sold, qty="2")
    sold = until(rep, "orders", sold, lambda now: now["lines"][0]["shipped_qty"] == "2")
    bill = invoiced(finance, sold)
    advance = {"account_id": buyer["id"], "amount": money("50.00"), "method": "bank", "post": True}
    paid = finance.post("/v1/payments", advance).must(201).json
    notice = act(warehouse, "shipment-notices", released(rep, sold, qty="1"), "accept")
    delivery = warehouse.post("/v1/deliveries", {"notice_ids": [notice["id"]]}).must(201).json
    lines = [{"product_id": pump["id"], "qty": "4", "unit_price": "30"}]
    bought = purchasing.post("/v1/purchase-orders", {"supplier_id": supplier(purchasing)["id"], "lines": lines, "send": True})
    _block(company, blocked, buyer)
    until(rep, "orders", sold, lambda now: now["lines"][0]["on_notice"] == "1" and now["invoice_status"] == "partial")
    return Trade(company, buyer, pump, blocked, sold, bill, paid, gone, delivery, bought.must(201).json)


def _close_books(admin: Client) -> None:
    for service in ("sales", "inventory"):
        path = f"/v1/settings/{service}"
        admin.patch(path, {"closed_through": CLOSED_THROUGH}, **match(admin.get(path).must(200).json)).must(200)


def _block(company: Company, product: Record, buyer: Record) -> None:
    """Sales has heard of the product, and of its end."""
    rep = company["sales_representative"]
    order(rep, buyer["id"], lines=[line_of(product, "1")], ship_to=SHIP_TO)
    act(company["purchasing"], "products", product, "block", {"reason": "It leaks"})

    body = {"account_id": buyer["id"], "lines": [line_of(product, "1")]}
    eventually(lambda: rep.post("/v1/quotations", body).status == 422)


def _document(collection: str, **wrong: Any) -> Callable[[Trade], Answer]:
    """A document with a right line and a wrong one."""

    def ask_for(trade: Trade) -> Answer:
        told = {name: value(trade) if callable(value) else value for name, value in wrong.items()}
        lines = [line_of(trade.pump, "1"), line_of(trade.pump, "1") | told]
        body = {"account_id": trade.buyer["id"], "lines": lines, "ship_to": SHIP_TO}
        return trade["sales_representative"].post(f"/v1/{collection}", body)

    return ask_for


def _adjust(trade: Trade, **wrong: Any) -> Answer:
    lines = [{"product_id": trade.pump["id"], "qty": "1", "unit_cost": "1"} | wrong.pop("line", {})]
    return trade["warehouse"].post("/v1/stock-adjustments", {"kind": "in", "reason": "found", "lines": lines} | wrong)


def _adjust_unknown(trade: Trade) -> Answer:
    return _adjust(trade, line={"product_id": str(uuid4())})


def _notice(trade: Trade, qty: str) -> Answer:
    line = {"order_line_id": trade.sold["lines"][0]["id"], "qty": qty}
    return trade["sales_representative"].post("/v1/shipment-notices", {"order_id": trade.sold["id"], "lines": [line]})


def _pack(trade: Trade, qty: str) -> Answer:
    line = {"line_id": trade.delivery["lines"][0]["id"], "qty": qty}
    return ask(trade["warehouse"], "deliveries", trade.delivery, "pack", {"lines": [line]})


def _invoice(trade: Trade, qty: str = "", **more: Any) -> Answer:
    line = {"order_line_id": trade.sold["lines"][0]["id"], "qty": qty}
    body = {"orders": [trade.sold["id"]], "post": True} | ({"lines": [line]} if qty else {}) | more
    return trade["finance"].post("/v1/invoices", body)


def _allocate(trade: Trade, amount: str) -> Answer:
    told = {"allocations": [{"invoice_id": trade.bill["id"], "amount": money(amount)}]}
    return ask(trade["finance"], "payments", trade.money, "allocate", told)


def _pay(trade: Trade, **more: Any) -> Answer:
    body = {"account_id": trade.buyer["id"], "amount": money("900.00"), "method": "bank", "post": True} | more
    return trade["finance"].post("/v1/payments", body)


def _overpay(trade: Trade) -> Answer:
    return _pay(trade, allocations=[{"invoice_id": trade.bill["id"], "amount": money("200.01")}])


def _receive(trade: Trade, qty: str, **more: Any) -> Answer:
    line = {"purchase_line_id": trade.bought["lines"][0]["id"], "qty": qty}
    return trade["warehouse"].post("/v1/receipts", {"lines": [line], "post": True} | more)


def _cancel(trade: Trade) -> Answer:
    return ask(trade["sales_representative"], "orders", trade.sold, "cancel", {"reason": "x"})


def _amend(trade: Trade, **change: str) -> Answer:
    lines = [{"line_id": trade.sold["lines"][0]["id"]} | change]
    return ask(trade["sales_representative"], "orders", trade.sold, "amend", {"lines": lines})


def _stranger(trade: Trade) -> str:
    return str(uuid4())


def _of_blocked(trade: Trade) -> str:
    return str(trade.blocked["id"])


Case = tuple[str, Callable[[Trade], Answer], int, str, str]
OF_LINES: list[Case] = [
    (f"{what} in {collection}", _document(collection, **{field: wrong}), 422, code, f"/lines/1/{field}")
    for collection in ("orders", "quotations")
    for what, field, wrong, code in (
        ("no quantity", "qty", "0", "invalid"),
        ("a quantity below nothing", "qty", "-1", "invalid"),
        ("a price below nothing", "unit_price", "-0.01", "invalid"),
        ("a discount below nothing", "discount", "-1", "invalid"),
        ("a discount of more than everything", "discount", "100.5", "invalid"),
        ("an unknown product", "product_id", _stranger, "unknown_product"),
        ("a blocked product", "product_id", _of_blocked, "not_for_sale"),
        ("what is no number", "qty", "many", "invalid"),
    )
]
OF_STEPS: list[Case] = [
    ("stock in a closed period", lambda trade: _adjust(trade, posted_on=LONG_AGO), 422, "period_closed", "/posted_on"),
    ("an invoice in a closed period", lambda trade: _invoice(trade, posted_on=LONG_AGO), 422, "period_closed", "/posted_on"),
    ("a payment in a closed period", lambda trade: _pay(trade, received_on=LONG_AGO), 422, "period_closed", "/received_on"),
    ("a receipt in a closed period", lambda trade: _receive(trade, "1", posted_on=LONG_AGO), 422, "period_closed", "/posted_on"),
    ("adjusting by nothing", lambda trade: _adjust(trade, line={"qty": "0"}), 422, "invalid", "/lines/0/qty"),
    ("a cost below nothing", lambda trade: _adjust(trade, line={"unit_cost": "-1"}), 422, "invalid", "/lines/0/unit_cost"),
    ("stock of nothing known", _adjust_unknown, 422, "unknown_product", "/lines/0/product_id"),
    ("a notice of more than is left", lambda trade: _notice(trade, "2.5"), 422, "more_than_ordered", "/lines/0/qty"),
    ("a notice of nothing", lambda trade: _notice(trade, "0"), 422, "invalid", "/lines/0/qty"),
    ("packing more than may leave", lambda trade: _pack(trade, "1.5"), 422, "over_delivery", "/lines/0/qty"),
    ("invoicing more than was shipped", lambda trade: _invoice(trade, "1"), 409, "over_invoiced", "/lines/0/qty"),
    ("invoicing nothing", lambda trade: _invoice(trade, "0"), 422, "invalid", "/lines/0/qty"),
    ("invoicing what is invoiced already", _invoice, 422, "nothing_to_invoice", "/orders"),
    ("allocating more than was paid", lambda trade: _allocate(trade, "50.01"), 422, "over_allocated", "/allocations/0/amount"),
    ("paying more than is open of an invoice", _overpay, 422, "over_allocated", "/allocations/0/amount"),
    ("a payment below nothing", lambda trade: _pay(trade, amount=money("-1.00")), 422, "out_of_range", "/amount/amount"),
    ("receiving more than was bought", lambda trade: _receive(trade, "5"), 422, "over_receipt", "/lines/0/qty"),
    ("cancelling an order that was shipped", _cancel, 409, "already_shipped", "/lines/0"),
    ("amending below what was shipped", lambda trade: _amend(trade, qty="1"), 409, "below_done", "/lines/0/qty"),
    ("amending a price below nothing", lambda trade: _amend(trade, unit_price="-1"), 422, "invalid", "/lines/0/unit_price"),
]  # fmt: skip


@pytest.mark.parametrize(("wrong", "status", "code", "pointer"), [
    pytest.param(*case[1:], id=case[0]) for case in (*OF_LINES, *OF_STEPS)
])  # fmt: skip
def test_it_is_refused_at_its_place_and_nothing_has_changed(
    trade: Trade, wrong: Callable[[Trade], Answer], status: int, code: str, pointer: str
) -> None:
    before = trade.picture()

    refused = wrong(trade)

    assert refused.status == status, refused.json
    assert (refused.json["errors"][0]["pointer"], refused.json["errors"][0]["code"]) == (pointer, code)
    assert trade.picture() == before


def test_a_shipped_delivery_is_not_cancelled(trade: Trade) -> None:
    before = trade.picture()

    refused = ask(trade["warehouse"], "deliveries", trade.gone, "cancel", {"reason": "x"})

    assert (refused.status, refused.json["code"], refused.json["current"]) == (409, "illegal_transition", "shipped")
    assert trade.picture() == before


def test_goods_leave_on_no_day_of_a_closed_period(trade: Trade) -> None:
    act(trade["warehouse"], "deliveries", trade.delivery, "pack")
    before = trade.picture()

    refused = ask(trade["warehouse"], "deliveries", trade.delivery, "ship", {"shipped_at": f"{LONG_AGO}T12:00:00Z"})

    assert (refused.status, refused.json["errors"][0]["pointer"]) == (422, "/shipped_at")
    assert trade.picture() == before


def test_an_order_in_a_currency_that_nobody_has_a_rate_for_stays_a_draft(trade: Trade) -> None:
    rep = trade["sales_representative"]
    draft = order(rep, trade.buyer["id"], currency="GRD", lines=[line_of(trade.pump, "1")], ship_to=SHIP_TO)
    before = trade.picture()

    refused = ask(rep, "orders", draft, "confirm", {"confirm_warnings": True})

    assert (refused.status, refused.json["code"]) == (422, "missing_exchange_rate")
    assert refused.json["errors"][0]["pointer"] == "/currency"
    assert trade.picture() == before


def test_a_product_that_was_blocked_since_stops_its_order_at_the_line(trade: Trade) -> None:
    rep = trade["sales_representative"]
    drafts = {"filter[account_id]": trade.buyer["id"], "filter[status]": "draft", "sort": "created_at"}
    draft = rep.get("/v1/orders", **drafts).must(200).json["data"][0]
    before = trade.picture()

    refused = ask(rep, "orders", draft, "confirm", {"confirm_warnings": True})

    assert (refused.status, refused.json["code"]) == (409, "checks_failed")
    assert next((each["pointer"], each["code"]) for each in refused.json["errors"]) == ("/lines/0/product_id", "not_for_sale")
    assert trade.picture() == before
