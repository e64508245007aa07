"""Purchase orders: their lines as told, what wants somebody's word, and what is expected."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from crm_kit.approval import Finding
from crm_kit.errors import Invalid
from crm_kit.model import new_id
from crm_kit.money import Money, plain
from crm_kit.work import Work
from inventory.domain.product import Product
from inventory.domain.purchase_line import NOTHING, PurchaseLine
from inventory.domain.purchase_order import PurchaseOrder
from inventory.lookups.expected import Expected, expect
from inventory.lookups.products import named_products
from inventory.lookups.rates import rate_of
from inventory.lookups.settings import settings
from inventory.lookups.suppliers import Offers, check_offered, offers


def lines_as_told(work: Work, order: PurchaseOrder, told: Sequence[Any]) -> list[PurchaseLine]:
    """The lines of an order, at the supplier's price where none is said. Invalid (422) at every line that cannot be bought."""
    known = named_products(work, {f"/lines/{number}/product_id": each.product_id for number, each in enumerate(told)})
    asked = offers(work, order.supplier_id, list(known), order.currency, order.ordered_on)
    made = [_line(number, each, known[each.product_id], asked, order.currency) for number, each in enumerate(told)]
    check_offered([f"/lines/{number}/unit_price" for number, line in enumerate(made) if line.unit_price is None])
    return made


def _line(number: int, told: Any, product: Product, asked: Offers, currency: str) -> PurchaseLine:
    product.check_buyable(f"/lines/{number}/product_id")
    uom = told.uom or product.uom
    factor = product.factor(uom)
    if factor is None:
        raise Invalid.field(f"/lines/{number}/uom", "unknown_unit", f"{product.code} has no unit '{uom}'")
    price, last = asked.price(product.id, told.qty * factor), asked.last.get(product.id)
    about = {"id": getattr(told, "id", None) or new_id(), "position": number, "uom": uom, "factor": factor, "currency": currency}
    same = {name: getattr(told, name) for name in ("product_id", "qty", "tax_rate", "due_on", "sales_line_id")}
    paid = told.unit_price if told.unit_price is not None else _per(price, factor)
    return PurchaseLine(**about, **same, unit_price=paid, last_price=_per(last, factor), received=NOTHING, rejected=NOTHING)


def _per(price: Decimal | None, factor: Decimal) -> Decimal | None:
    return None if price is None else price * factor


# --- what wants somebody's word --------------------------------------------------------------------------------------


def findings_of(work: Work, order: PurchaseOrder, before: Money | None = None) -> list[Finding]:
    """Why an order is not sent at once: its value, a price that rose, or an amendment that costs more than `before`."""
    if before is not None:
        return [*_amendment(work, order, before), *_prices(work, order)]
    return [*_value(work, order), *_prices(work, order), *_sent_back(order)]


def _value(work: Work, order: PurchaseOrder) -> list[Finding]:
    limit, rate = settings(work).purchase_approval_limit, rate_of(work, order.currency, order.ordered_on)
    if limit is None:
        return []
    if rate is None:
        return [
            Finding(code="unpriced", level="approve", message=f"Nobody knows what {order.currency} is worth", pointer="/currency")
        ]
    worth = Money(order.total.amount * rate.rate, limit.currency).rounded()
    message = f"{plain(worth.amount, 2)} {limit.currency} is more than {plain(limit.amount, 2)}"
    return [Finding(code="over_limit", level="approve", message=message, pointer="/total")] if limit < worth else []


def _prices(work: Work, order: PurchaseOrder) -> list[Finding]:
    percent = settings(work).price_rise_percent
    if percent is None:
        return []
    risen = [line for line in order.lines if line.last_price and line.unit_price > line.last_price * (100 + percent) / 100]
    return [Finding(code="price_rise", level="approve", message=_rise(line), pointer=_price_of(line)) for line in risen]


def _rise(line: PurchaseLine) -> str:
    return f"{plain(line.unit_price)} instead of {plain(line.last_price or NOTHING)} the last time"


def _price_of(line: PurchaseLine) -> str:
    return f"/lines/{line.position}/unit_price"


def _amendment(work: Work, order: PurchaseOrder, before: Money) -> list[Finding]:
    percent = settings(work).amendment_rise_percent
    if order.total.amount <= before.amount * (100 + percent) / 100:
        return []
    message = f"{plain(order.total.amount, 2)} instead of {plain(before.amount, 2)} {order.currency}"
    return [Finding(code="amended_value", level="approve", message=message, pointer="/total")]


def _sent_back(order: PurchaseOrder) -> list[Finding]:
    """A draft that the supplier has is an amendment that nobody has let through yet."""
    if order.sent_at is None:
        return []
    return [Finding(code="amended_value", level="approve", message=f"Revision {order.revision} was sent back", pointer="/total")]


# --- what is expected ------------------------------------------------------------------------------------------------


def tell_expected(work: Work, orders: Sequence[PurchaseOrder], gone: Collection[PurchaseLine] = ()) -> None:
    """Stock knows what is on its way; lines that are gone bring nothing any more."""
    work.flush()
    expect(work, expected_of(orders, gone))


def expected_of(orders: Sequence[PurchaseOrder], gone: Collection[PurchaseLine] = ()) -> list[Expected]:
    """What the orders' lines are still to bring; nothing, those that are gone."""
    here = [_expected(order, line) for order in orders for line in order.lines]
    off = [_expected(orders[0], line, is_gone=True) for line in gone]
    return sorted([*here, *off], key=lambda each: each.id)


def _expected(order: PurchaseOrder, line: PurchaseLine, is_gone: bool = False) -> Expected:
    qty = line.expected * line.factor if order.is_expected and not is_gone else NOTHING
    about = {"id": line.id, "product_id": line.product_id, "warehouse_id": order.warehouse_id}
    return Expected(**about, qty=qty, due_on=line.expected_on)


def locked_purchase_orders(work: Work, ids: Collection[UUID]) -> dict[UUID, PurchaseOrder]:
    """Those that the caller may meet, by their ids, locked in an order that all keep to."""
    query = work.select(PurchaseOrder, PurchaseOrder.id.in_(ids)).order_by(PurchaseOrder.id).with_for_update(of=PurchaseOrder)
    return {order.id: order for order in work.session.scalars(query)}
