"""Every order through the whole flow, by the calls that people would make: ordered, confirmed, shipped, invoiced, paid."""

import time

from loading.each import each
from loading.line import Body, Refused

from northwind.books import Line, Order
from northwind.company import Company

_PATIENCE_SECONDS = 60.0


def take_orders(company: Company) -> None:
    """Those that were shipped first, for the goods were theirs; then those that are open, which take what is left."""
    sold: dict[str, Body] = {}

    def confirm(order: Order) -> None:
        sold[order.number] = _confirm(company, order)

    each("orders", company.books.shipped, confirm)
    each("shipments", company.books.shipped, lambda order: _ship(company, order, sold[order.number]))
    each("invoices, payments", company.books.shipped, lambda order: _bill(company, order, sold[order.number]))
    each("open orders", company.books.open, confirm)


def _confirm(company: Company, order: Order) -> Body:
    """The binding order. One that breaks a rule, such as a great discount, is approved by the vice president."""
    made = company.admin.post("/v1/orders", _body(company, order))
    asked = {"confirm_warnings": True, "confirmed_on": order.ordered_on.isoformat()}
    sold = company.admin.act("orders", made, "confirm", asked)
    if sold["status"] == "pending_approval":
        sold = company.manager.act("orders", sold, "approve", {"comment": "As in the books"})
    return sold


def _body(company: Company, order: Order) -> Body:
    freight = {"kind": "charge", "name": "Freight", "qty": "1", "unit_price": str(order.freight)}
    return {
        "account_id": company.accounts[order.customer], "owner_id": company.users[order.employee], "currency": company.currency,
        "ordered_on": order.ordered_on.isoformat(), "external_reference": reference(order), "customer_reference": order.number,
        "ship_to": {name: text for name, text in order.ship_to.items() if text},
        "lines": [*(_line(company, order, line) for line in order.lines), freight],
    }  # fmt: skip


def reference(order: Order) -> str:
    return f"northwind-{order.number}"


def _line(company: Company, order: Order, line: Line) -> Body:
    product = company.products[line.product]["id"]
    price = {"unit_price": str(line.price), "discount": str(line.discount), "price_entry_mode": "net"}
    return {"product_id": product, "qty": str(line.qty), "due_on": order.wanted_on.isoformat(), **price}


def _ship(company: Company, order: Order, sold: Body) -> None:
    """Raised, released and accepted; packed; gone on the day that the books say, with their shipper."""
    reason = "approved" if sold["is_exception"] else "credit"
    notice = company.admin.post("/v1/shipment-notices", {"order_id": sold["id"], "submit": True, "release_reason": reason})
    accepted = company.admin.act("shipment-notices", notice, "accept", {})
    made = company.admin.post("/v1/deliveries", {"notice_ids": [accepted["id"]], "external_reference": reference(order)})
    packed = company.admin.act("deliveries", made, "pack", {})
    carrier = company.books.shippers[order.shipper].lower().replace(" ", "-")
    waybill = {"carrier": carrier, "number": f"NW{order.number}"}
    company.admin.act("deliveries", packed, "ship", {"shipped_at": f"{order.shipped_on}T12:00:00Z", "waybills": [waybill]})


def _bill(company: Company, order: Order, sold: Body) -> None:
    """Invoiced once sales has heard of the delivery, paid on the day that it is due."""
    _wait_for_delivery(company, sold)
    body = {"orders": [sold["id"]], "post": True, "posted_on": str(order.shipped_on), "external_reference": reference(order)}
    invoice = company.admin.post("/v1/invoices", body)
    payment = {
        "account_id": company.accounts[order.customer], "amount": invoice["total"], "method": "bank",
        "received_on": invoice["due_on"], "bank_reference": reference(order), "external_reference": reference(order),
        "post": True, "allocations": [{"invoice_id": invoice["id"]}], "owner_id": company.users[order.employee],
    }  # fmt: skip
    company.admin.post("/v1/payments", payment)


def _wait_for_delivery(company: Company, sold: Body) -> None:
    end, pause = time.monotonic() + _PATIENCE_SECONDS, 0.02
    while company.admin.get(f"/v1/orders/{sold['id']}")["delivery_status"] == "none":
        if time.monotonic() > end:
            raise Refused(f"order {sold['number']}", 504, b"sales has not heard of its delivery")
        time.sleep(pause)
        pause = min(pause * 1.5, 0.5)
