"""Suppliers, what they ask, and what was paid before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.dialects.postgresql import distinct_on

from crm_kit.errors import Conflict, Duplicate, Invalid, NotFound
from crm_kit.work import Work
from inventory.domain.purchase_line import PurchaseLine
from inventory.domain.purchase_order import PurchaseOrder
from inventory.domain.supplier import Supplier
from inventory.domain.supplier_price import SupplierPrice


def supplier(work: Work, supplier_id: UUID, lock: bool = False) -> Supplier:
    """A supplier of those that the caller may meet; Invalid (422) for none."""
    try:
        return work.get(Supplier, supplier_id, lock=lock)
    except NotFound as error:
        raise Invalid.field("/supplier_id", "unknown_supplier", f"There is no supplier {supplier_id}") from error


def refuse_duplicate(work: Work, fresh: Supplier) -> None:
    """Duplicate (409) with the supplier that has this name or tax id already."""
    same = Supplier.name_key == fresh.name_key
    either = or_(same, Supplier.tax_id == fresh.tax_id) if fresh.tax_id else same
    query = select(Supplier).where(either, Supplier.id != fresh.id, Supplier.deleted_at.is_(None)).limit(1)
    known = work.session.scalars(query).one_or_none()
    if known is not None:
        pointer = "/name" if known.name_key == fresh.name_key else "/tax_id"
        errors = [{"pointer": pointer, "code": "duplicate", "message": f"{known.number} {known.name} is the same"}]
        raise Duplicate(f"{known.name} is a supplier already", errors=errors, supplier_id=str(known.id))


def refuse_overlap(work: Work, fresh: SupplierPrice) -> None:
    """Conflict (409) with the price that holds on some of the same days for the same quantity; the supplier is locked."""
    at_once = [SupplierPrice.valid_until.is_(None) | (SupplierPrice.valid_until >= fresh.valid_from)]
    if fresh.valid_until is not None:
        at_once.append(SupplierPrice.valid_from <= fresh.valid_until)
    same = (
        SupplierPrice.supplier_id == fresh.supplier_id, SupplierPrice.product_id == fresh.product_id,
        SupplierPrice.min_qty == fresh.min_qty, SupplierPrice.price_currency == fresh.price.currency,
    )  # fmt: skip
    alive = (SupplierPrice.id != fresh.id, SupplierPrice.deleted_at.is_(None))
    known = work.session.scalars(select(SupplierPrice).where(*same, *at_once, *alive).limit(1)).one_or_none()
    if known is not None:
        until = f"until {known.valid_until}" if known.valid_until else "without an end"
        errors = [{"pointer": "/valid_from", "code": "overlapping_price", "message": f"One holds from {known.valid_from} {until}"}]
        raise Conflict(
            "Another price holds on these days", code="overlapping_price", errors=errors, supplier_price_id=str(known.id)
        )


@dataclass(frozen=True)
class Offers:
    """What one supplier asks on a day in one currency, per product by quantity, and what was paid to it last."""

    prices: dict[UUID, list[SupplierPrice]]
    last: dict[UUID, Decimal]

    def price(self, product_id: UUID, qty: Decimal) -> Decimal | None:
        """The price of the largest quantity that is reached, per the product's own unit."""
        reached = [each for each in self.prices.get(product_id, ()) if each.min_qty <= qty]
        return max(reached, key=lambda each: each.min_qty).price.amount if reached else None


def offers(work: Work, supplier_id: UUID, product_ids: Collection[UUID], currency: str, day: dt.date) -> Offers:
    """What the supplier asks for the products."""
    holds = (
        SupplierPrice.supplier_id == supplier_id, SupplierPrice.product_id.in_(product_ids), SupplierPrice.deleted_at.is_(None),
        SupplierPrice.price_currency == currency, SupplierPrice.valid_from <= day,
        SupplierPrice.valid_until.is_(None) | (SupplierPrice.valid_until >= day),
    )  # fmt: skip
    prices: dict[UUID, list[SupplierPrice]] = {}
    for each in work.session.scalars(select(SupplierPrice).where(*holds)):
        prices.setdefault(each.product_id, []).append(each)
    return Offers(prices, _last_prices(work, supplier_id, product_ids, currency))


def _last_prices(work: Work, supplier_id: UUID, product_ids: Collection[UUID], currency: str) -> dict[UUID, Decimal]:
    """Product → what was paid on the latest order that the supplier got, per the product's own unit."""
    paid = select(PurchaseLine.product_id, PurchaseLine.unit_price / PurchaseLine.factor)
    ours = paid.join(PurchaseOrder, PurchaseLine.purchase_order_id == PurchaseOrder.id).where(
        PurchaseLine.product_id.in_(product_ids), PurchaseLine.currency == currency, PurchaseOrder.supplier_id == supplier_id,
        PurchaseOrder.sent_at.is_not(None), PurchaseOrder.deleted_at.is_(None),
    )  # fmt: skip
    order = (PurchaseLine.product_id, PurchaseOrder.ordered_on.desc(), PurchaseLine.id.desc())
    return dict(work.session.execute(ours.order_by(*order).ext(distinct_on(PurchaseLine.product_id))).all())


def check_offered(pointers: Sequence[str]) -> None:
    """Invalid (422 `no_price`) at the lines that have no price and for which the supplier asks none."""
    if pointers:
        message = "Say a price; the supplier's is not known for this quantity"
        errors = [{"pointer": each, "code": "no_price", "message": message} for each in pointers]
        raise Invalid(message, code="no_price", errors=errors)
