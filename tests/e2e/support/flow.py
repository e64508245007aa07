"""Order to cash, call by call: what each department says to have an order delivered, invoiced and paid."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from company import Company
from made import Record, known_account, match, once_known, order, word

from crm_kit.testing.system import Answer, Client, eventually

PROMPT_SECONDS = 5.0
SHIP_TO = {"name": "Goods in", "line1": "1 Harbour Road", "city": "Shanghai", "country": "CN"}
SURE = {"confirm_warnings": True}


def money(amount: str) -> dict[str, str]:
    return {"amount": amount, "currency": "CNY"}


def show(client: Client, collection: str, record: Record) -> Record:
    """The record as it is now."""
    found: Record = client.get(f"/v1/{collection}/{record['id']}").must(200).json
    return found


def ask(client: Client, collection: str, record: Record, action: str, body: Any = None) -> Answer:
    """Ask for an action on the record as it is now, whatever the answer."""
    now = show(client, collection, record)
    return client.post(f"/v1/{collection}/{record['id']}/actions/{action}", body, **match(now))


def act(client: Client, collection: str, record: Record, action: str, body: Any = None) -> Record:
    """The record after the action."""
    done: Record = ask(client, collection, record, action, body).must(200).json
    return done


def until(client: Client, collection: str, record: Record, holds: Callable[[Record], bool]) -> Record:
    """The record once it is so, which it has to be promptly."""

    def found() -> Record | None:
        now = show(client, collection, record)
        return now if holds(now) else None

    so: Record = eventually(found, within=PROMPT_SECONDS)
    return so


def goods(company: Company, in_stock: str = "0", **more: Any) -> Record:
    """A product of which so much lies in the warehouse."""
    mark = word()
    made: Record = company["purchasing"].post("/v1/products", {"code": mark, "name": f"{mark} pump"} | more).must(201).json
    if Decimal(in_stock):
        line = {"product_id": made["id"], "qty": in_stock, "unit_cost": "40.00"}
        body = {"kind": "in", "reason": "opening_balance", "lines": [line]}
        company["warehouse"].post("/v1/stock-adjustments", body).must(201)
    return made


def stock_of(client: Client, product: Record) -> tuple[Decimal, Decimal]:
    """On hand and reserved, of all warehouses that sell."""
    rows = client.get("/v1/stock", **{"filter[product_id]": product["id"]}).must(200).json["data"]
    return sum((Decimal(row["on_hand"]) for row in rows), Decimal(0)), sum((Decimal(row["reserved"]) for row in rows), Decimal(0))


def customer(company: Company, limit: str | None = None) -> Record:
    """A customer of the representative, with a credit limit that sales has heard of."""
    made = known_account(company["sales_representative"])
    if limit is not None:
        path, body = f"/v1/accounts/{made['id']}", {"limit": money(limit), "terms_days": 30}
        company["finance"].post(f"{path}/actions/set-credit", body, If_Match='"0"').must(200)
        eventually(lambda: company["finance"].get(f"{path}/balance").must(200).json["limit"] == money(limit))
    return made


def line_of(product: Record, qty: str, price: str = "100.00", **more: Any) -> Record:
    return {"product_id": product["id"], "qty": qty, "unit_price": price} | more


def confirmed(client: Client, account: Record, *lines: Record, **more: Any) -> Record:
    """A confirmed order of these lines."""
    draft = order(client, account["id"], lines=list(lines), **{"ship_to": SHIP_TO, **more})
    return act(client, "orders", draft, "confirm", SURE)


def reserved(client: Client, sold: Record) -> Record:
    """The order once the warehouse keeps everything of it."""
    return until(client, "orders", sold, lambda now: all(one["reserved"] == one["qty"] for one in _goods(now)))


def _goods(sold: Record) -> list[Record]:
    return [line for line in sold["lines"] if line["kind"] == "product"]


def released(client: Client, sold: Record, qty: str | None = None, reason: str = "credit") -> Record:
    """A released shipment notice of the whole order, or of so much of its first line."""
    body = {"order_id": sold["id"], "release_reason": reason}
    lines = {} if qty is None else {"lines": [{"order_line_id": sold["lines"][0]["id"], "qty": qty}]}
    made: Record = once_known(lambda: client.post("/v1/shipment-notices", body | lines)).must(201).json
    return made


def packed(warehouse: Client, notice: Record) -> Record:
    """A packed delivery of a released notice."""
    act(warehouse, "shipment-notices", notice, "accept")
    made = warehouse.post("/v1/deliveries", {"notice_ids": [notice["id"]]}).must(201).json
    return act(warehouse, "deliveries", made, "pack")


def shipped(company: Company, sold: Record, qty: str | None = None) -> Record:
    """A shipped delivery of the order, or of so much of its first line."""
    notice = released(company["sales_representative"], sold, qty)
    return act(company["warehouse"], "deliveries", packed(company["warehouse"], notice), "ship")


def invoiced(finance: Client, sold: Record, **more: Any) -> Record:
    """A posted invoice of what may be invoiced of the order."""
    made: Record = finance.post("/v1/invoices", {"orders": [sold["id"]], "post": True} | more).must(201).json
    return made


def paid(finance: Client, account: Record, invoice: Record) -> Record:
    """A payment of what is open of the invoice."""
    settled = {"allocations": [{"invoice_id": invoice["id"]}], "post": True, "bank_reference": word()}
    body = {"account_id": account["id"], "amount": invoice["open"], "method": "bank"} | settled
    made: Record = finance.post("/v1/payments", body).must(201).json
    return made


def told(client: Client, account: Record, *sentences: str) -> None:
    """The customer's timeline says so, promptly."""

    def missing() -> list[str]:
        page = client.get(f"/v1/accounts/{account['id']}/timeline", limit=100).must(200).json["data"]
        known = {entry["summary"] for entry in page}
        return [sentence for sentence in sentences if sentence not in known]

    eventually(lambda: not missing(), within=PROMPT_SECONDS)
