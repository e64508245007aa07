"""Goods that leave and come in, for stories to begin with; every name is new."""

from __future__ import annotations

from typing import Any

from made import Record, match, once_known, order, word

from crm_kit.testing.system import Client


def product(client: Client, **more: Any) -> Record:
    """A product; of a `service` there is always enough."""
    mark = word()
    made: Record = client.post("/v1/products", {"code": mark, "name": f"{mark} pump"} | more).must(201).json
    return made


def order_of_goods(client: Client, account_id: str, **more: Any) -> Record:
    """A confirmed order of something that is always there."""
    line = {"kind": "product", "product_id": product(client, kind="service")["id"], "qty": "1", "unit_price": "100.00"}
    draft = order(client, account_id, lines=[line], **more)
    confirmed: Record = (
        client.post(f"/v1/orders/{draft['id']}/actions/confirm", {"confirm_warnings": True}, **match(draft)).must().json
    )
    return confirmed


def shipment_notice(client: Client, account_id: str, **more: Any) -> Record:
    """A released notice; `more` is said of its order."""
    body = {"order_id": order_of_goods(client, account_id, **more)["id"], "release_reason": "produced"}
    made: Record = once_known(lambda: client.post("/v1/shipment-notices", body)).must(201).json
    return made


def delivery(client: Client, account_id: str, **more: Any) -> Record:
    """A draft of a delivery; `more` is said of its order."""
    notice = shipment_notice(client, account_id, **more)
    client.post(f"/v1/shipment-notices/{notice['id']}/actions/accept", **match(notice)).must()
    made: Record = client.post("/v1/deliveries", {"notice_ids": [notice["id"]]}).must(201).json
    return made


def waybill(client: Client, account_id: str, **more: Any) -> Record:
    body = {"delivery_id": delivery(client, account_id, **more)["id"], "carrier": "sf", "number": word()}
    made: Record = client.post("/v1/waybills", body).must(201).json
    return made


def supplier(client: Client, **more: Any) -> Record:
    made: Record = client.post("/v1/suppliers", {"name": f"Supplier {word()}"} | more).must(201).json
    return made


def supplier_price(client: Client) -> Record:
    told = {"supplier_id": supplier(client)["id"], "product_id": product(client)["id"], "price": {"amount": "5", "currency": "CNY"}}
    made: Record = client.post("/v1/supplier-prices", told).must(201).json
    return made


def purchase_order(client: Client, **more: Any) -> Record:
    """A draft."""
    lines = [{"product_id": product(client)["id"], "qty": "10", "unit_price": "5"}]
    body = {"supplier_id": supplier(client)["id"], "lines": lines} | more
    made: Record = client.post("/v1/purchase-orders", body).must(201).json
    return made


def receipt(client: Client) -> Record:
    """A draft."""
    lines = [{"purchase_line_id": purchase_order(client, send=True)["lines"][0]["id"], "qty": "1"}]
    made: Record = client.post("/v1/receipts", {"lines": lines}).must(201).json
    return made
