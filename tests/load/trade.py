"""Orders and goods for the bench: products with stock, orders that wait to be confirmed, deliveries that wait to be shipped."""

from __future__ import annotations

import itertools
import random
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar
from uuid import uuid4

from client import Request
from data import clone, connect, count

from crm_kit.testing.system import Client, System, eventually

PRODUCTS = 10_000
ON_SALE = 40
LINES = 5
DRAFTS = 1500
DELIVERIES = 900
RESERVED = 300
_BATCH = 100
_AT_ONCE = 8
_PLENTY = "100000000"
_ID = "md5('{}' || n)::uuid"
T, R = TypeVar("T"), TypeVar("R")
Record = dict[str, Any]


class Trade:
    """A customer and the goods that are sold, and how requests about them are made."""

    def __init__(self, system: System, admin: Client):
        self.system, self.admin = system, admin
        self.account_id = _customer(admin)
        self.product_ids = _goods(system, admin)

    def order(self) -> Record:
        """An order of five lines with tax and discount."""
        chosen = random.sample(self.product_ids, LINES)
        lines = [{"product_id": each, "qty": "2", "unit_price": "19.90", "discount": "5", "tax_class": "bench"} for each in chosen]
        to = {"name": "Bench", "line1": "1 Main Street", "city": "Lyon", "country": "France"}
        return {"account_id": self.account_id, "lines": lines, "ship_to": to, "external_reference": uuid4().hex}

    def creations(self) -> Iterator[Request]:
        while True:
            yield Request("POST", "/v1/orders", self.order(), {"Idempotency-Key": uuid4().hex}, 201, b'"draft"')

    def drafts(self) -> list[Record]:
        """Orders that can be confirmed."""
        batches = [{"data": [self.order() for _ in range(_BATCH)]} for _ in range(DRAFTS // _BATCH)]
        answers = self._many(batches, lambda client, body: client.post("/v1/orders/batch", body).must().json["data"])
        return [row["data"] for rows in answers for row in rows]

    def packed(self) -> list[Record]:
        """Deliveries that can be shipped: their orders are confirmed, their notices accepted, their goods packed."""
        drafts = self.drafts()[:DELIVERIES]
        confirmed = self._many(drafts, lambda client, order: act(client, "orders", order, "confirm", {"confirm_warnings": True}))
        return self._many(confirmed, _pack)

    def reservations(self) -> Iterator[str]:
        """From the first confirmation of many to the last reservation: what the whole flow keeps up with."""
        drafts = self.drafts()[:RESERVED]
        with connect(self.system, "inventory") as inventory:
            before, since = _reserved(inventory), time.perf_counter()
            self._many(drafts, lambda client, order: act(client, "orders", order, "confirm", {"confirm_warnings": True}))
            eventually(lambda: _reserved(inventory) >= before + len(drafts) * LINES, within=120, every=0.02)
            spent = time.perf_counter() - since
        yield f"confirmed and reserved, both done  {len(drafts) / spent:.0f} orders/s"

    def _many(self, items: Sequence[T], work: Callable[[Client, T], R]) -> list[R]:
        """The work for all items, several at once, each thread with a client of its own."""
        clients = [Client(self.system.url, self.admin.token) for _ in range(_AT_ONCE)]

        def share(number: int) -> list[tuple[int, R]]:
            mine = range(number, len(items), _AT_ONCE)
            return [(place, work(clients[number], items[place])) for place in mine]

        with ThreadPoolExecutor(_AT_ONCE) as pool:
            done = sorted(itertools.chain.from_iterable(pool.map(share, range(_AT_ONCE))), key=lambda pair: pair[0])
        for client in clients:
            client.close()
        return [result for _, result in done]


def confirmations(orders: Iterator[Record]) -> Iterator[Request]:
    """Each reserves the goods of five lines, a moment later."""
    return acts("orders", orders, "confirm", {"confirm_warnings": True}, b'"confirmed"')


def shipments(deliveries: Iterator[Record]) -> Iterator[Request]:
    """Each moves the stock of five lines."""
    return acts("deliveries", deliveries, "ship", {}, b'"shipped"')


def acts(collection: str, records: Iterator[Record], action: str, body: Record, contains: bytes) -> Iterator[Request]:
    for record in records:
        headers = {"If-Match": f'"{record["version"]}"', "Idempotency-Key": uuid4().hex}
        yield Request("POST", f"/v1/{collection}/{record['id']}/actions/{action}", body, headers, contains=contains)


def act(client: Client, collection: str, record: Record, action: str, body: Record) -> Record:
    answer = client.post(f"/v1/{collection}/{record['id']}/actions/{action}", body, If_Match=f'"{record["version"]}"')
    done: Record = answer.must().json
    return done


def _pack(client: Client, order: Record) -> Record:
    """Inventory hears of the order a moment after its confirmation."""
    body = {"order_id": order["id"], "submit": True, "release_reason": "credit"}
    notice = eventually(lambda: _made(client, body), within=60, every=0.05)
    accepted = act(client, "shipment-notices", notice, "accept", {})
    delivery = client.post("/v1/deliveries", {"notice_ids": [accepted["id"]]}).must(201).json
    return act(client, "deliveries", delivery, "pack", {})


def _made(client: Client, body: Record) -> Record | None:
    answer = client.post("/v1/shipment-notices", body)
    if answer.status == 422 and answer.json["code"] == "unknown_order":
        return None
    made: Record = answer.must(201).json
    return made


def _reserved(inventory: Any) -> int:
    row = inventory.execute("SELECT count(*) FROM stock_moves WHERE order_id IS NOT NULL AND status <> 'waiting'").fetchone()
    return int(row[0])


def _customer(admin: Client) -> str:
    admin.post("/v1/tax-classes", {"code": "bench", "name": "Bench", "rate": "13"}, Idempotency_Key="bench-tax").must(201)
    made = admin.post("/v1/accounts", {"name": "Bench Trading"}, Idempotency_Key="bench-trading").must(201)
    return str(made.json["id"])


def _goods(system: System, admin: Client) -> list[str]:
    """Products on sale with plenty of stock, and as many more that only lie there."""
    made = [_product(admin, number) for number in range(ON_SALE)]
    lines = [{"product_id": each, "qty": _PLENTY, "unit_cost": "10"} for each in made]
    body = {"kind": "in", "reason": "opening_balance", "lines": lines}
    admin.post("/v1/stock-adjustments", body, Idempotency_Key="bench-stock").must(201)
    with connect(system, "inventory") as inventory:
        _clone(inventory, made[0])
    with connect(system, "sales") as sales:
        known = "SELECT count(*) FROM product_copies WHERE id = ANY(%s)"
        eventually(lambda: sales.execute(known, (made,)).fetchone() == (len(made),), within=30)
    return made


def _product(admin: Client, number: int) -> str:
    body = {"code": f"SALE-{number:03}", "name": f"Sold article {number}", "confirm_duplicate": True, "reason": "bench"}
    body["list_price"] = {"amount": "19.90", "currency": "CNY"}
    made = admin.post("/v1/products", body, Idempotency_Key=f"bench-product-{number}").must(201)
    return str(made.json["id"])


def _clone(inventory: Any, product_id: str) -> None:
    """10 000 products with stock, cloned inside the database."""
    if count(inventory, "products") >= PRODUCTS:
        return
    found = inventory.execute("SELECT id FROM balances WHERE product_id = %s AND on_hand > 0", (product_id,)).fetchone()
    code = "'stock-' || lpad(n::text, 6, '0')"
    named = {"code": f"upper({code})", "code_key": code, "name": "'Stored article ' || n", "same_key": "'stored article ' || n"}
    clone(inventory, "products", product_id, PRODUCTS, {"id": _ID.format("product"), **named, "search_text": "'stored ' || n"})
    of_product = {"product_id": _ID.format("product"), "code": named["code"]}
    clone(inventory, "balances", found[0], PRODUCTS, {"id": _ID.format("balance"), **of_product})
    inventory.execute("VACUUM ANALYZE")
