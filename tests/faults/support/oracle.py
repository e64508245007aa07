"""What must hold after a storm, whatever died: (a) to (f), asked of the running system."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from flow import stock_of
from made import Record
from storm import Storm

from crm_kit.testing.system import Client, eventually

QUIET_WITHIN_SECONDS = 60.0
RESERVED = {"Everything in the order is reserved", "The stock does not cover the order"}


def check(storm: Storm, rep: Client, admin: Client) -> None:
    """Raises AssertionError where a promise was broken."""
    orders = _confirmed(storm, rep)
    _ok_is_there_once_and_failed_is_not(storm, rep)
    _unknown_was_settled_by_its_key(storm, rep)
    eventually(lambda: all(_is_kept(rep, order) for order in orders), within=QUIET_WITHIN_SECONDS, every=0.5)
    _sums_hold(storm, rep, admin, orders)
    _events_took_effect_once(storm, rep, admin, orders)
    _history_has_every_effect_once(admin, orders)


def _confirmed(storm: Storm, rep: Client) -> list[Record]:
    sold = [sale.create.json for sale in storm.sales if sale.confirm is not None and sale.confirm.is_ok]
    return [rep.get(f"/v1/orders/{order['id']}").must(200).json for order in sold]


def _found(rep: Client, reference: str) -> list[Record]:
    rows: list[Record] = rep.get("/v1/orders", **{"filter[external_reference]": reference}).must(200).json["data"]
    return rows


def _ok_is_there_once_and_failed_is_not(storm: Storm, rep: Client) -> None:
    """(a), (b)"""
    for sale in storm.sales:
        assert sale.create.is_settled, sale
        assert len(_found(rep, sale.reference)) == (1 if sale.create.is_ok else 0), sale


def _unknown_was_settled_by_its_key(storm: Storm, rep: Client) -> None:
    """(c): what was repeated answers for the one record that is there."""
    for sale in storm.sales:
        if sale.create.is_ok:
            assert [row["id"] for row in _found(rep, sale.reference)] == [sale.create.json["id"]]
        if sale.confirm is not None:
            assert sale.confirm.is_ok, sale.confirm.json
            assert sale.confirm.json["status"] == "confirmed"


def _is_kept(rep: Client, order: Record) -> bool:
    """Whether the warehouse has said of every line what it keeps and what is missing."""
    now = rep.get(f"/v1/orders/{order['id']}").must(200).json
    order["lines"] = now["lines"]
    return all(Decimal(line["reserved"]) + Decimal(line["shortage"]) == Decimal(line["qty"]) for line in now["lines"])


def _sums_hold(storm: Storm, rep: Client, admin: Client, orders: list[Record]) -> None:
    """(d)"""
    for order in orders:
        total = sum(Decimal(line["total"]["amount"]) for line in order["lines"])
        assert Decimal(order["total"]["amount"]) == total
    for product in (storm.plenty, storm.scarce):
        lines = [line for order in orders for line in order["lines"] if line["product_id"] == product["id"]]
        wanted, kept = (sum((Decimal(line[name]) for line in lines), Decimal(0)) for name in ("qty", "reserved"))
        on_hand, reserved = stock_of(admin, product)
        assert on_hand == _ledger(admin, product) >= 0
        assert (reserved, kept) == (min(wanted, on_hand),) * 2


def _ledger(admin: Client, product: Record) -> Decimal:
    rows = every(admin, "/v1/stock/ledger", **{"filter[product_id]": product["id"]})
    return sum((Decimal(row["qty"]) for row in rows if row["warehouse_id"]), Decimal(0))


def _events_took_effect_once(storm: Storm, rep: Client, admin: Client, orders: list[Record]) -> None:
    """(e): each line is waited for once in the warehouse, and each order's steps are told once on the timeline."""
    for order in orders:
        moves = every(admin, "/v1/reservations", **{"filter[order_id]": order["id"]})
        waited = Counter[str]()
        for move in moves:
            waited[move["order_line_id"]] += Decimal(move["qty"])  # type: ignore[assignment]
        assert waited == {line["id"]: Decimal(line["qty"]) for line in order["lines"]}
    time.sleep(1)
    told = Counter((row["record_id"], row["summary"]) for row in every(rep, f"/v1/accounts/{storm.buyer['id']}/timeline"))
    for order in orders:
        assert told[order["id"], f"Order {order['number']} was confirmed"] == 1
        assert sum(told[order["id"], sentence] for sentence in RESERVED) == 1


def _history_has_every_effect_once(admin: Client, orders: list[Record]) -> None:
    """(f)"""
    for order in orders:
        entries = every(admin, "/v1/history/sales", **{"filter[entity_id]": order["id"]})
        done = Counter(entry["use_case"] for entry in entries)
        assert (done["create_order"], done["confirm_order"]) == (1, 1), done


def every(client: Client, path: str, **query: Any) -> Iterator[Record]:
    """All rows of a list."""
    more: dict[str, Any] = {}
    while True:
        page = client.get(path, limit=200, **query, **more).must(200).json
        yield from page["data"]
        if not page["has_more"]:
            return
        more = {"cursor": page["next_cursor"]}
