"""What inventory tells of products and stock."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from crm_contracts.inventory.stock_words import ProductUnit
from crm_contracts.inventory.words import ProductKind, ProductStatus, ReservedLine
from crm_kit.messages import event
from crm_kit.money import Money

# --- products --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class _Product:
    """A product as it stands. `list_price` is per `uom`, without tax; `units` are others that it is counted in. Its cost is told to
    nobody."""

    id: UUID
    code: str
    name: str
    spec: str
    category: str
    brand: str
    kind: ProductKind
    uom: str
    tax_class: str
    list_price: Money | None
    status: ProductStatus
    units: list[ProductUnit] = field(default_factory=list)


@event("inventory.product.created.v1")
class ProductCreated(_Product):
    """There is a new product."""


@event("inventory.product.updated.v1")
class ProductUpdated(_Product):
    """What is known of a product changed, or its status did."""


@event("inventory.product.blocked.v1")
class ProductBlocked(_Product):
    """The product is neither sold nor bought until it is unblocked."""

    reason: str


# --- stock -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class _Reservation:
    """What is reserved for an order, all of its lines. `id` is the order's."""

    id: UUID
    order_id: UUID
    account_id: UUID
    lines: list[ReservedLine]


@event("inventory.stock.reserved.v1")
class StockReserved(_Reservation):
    """Everything that is still to be shipped of the order is reserved."""


@event("inventory.stock.reservation_failed.v1")
class ReservationFailed(_Reservation):
    """Some of the order is short: see `shortage` and `expected_date` of its lines. The rest is reserved."""


@event("inventory.stock.unreserved.v1")
class StockUnreserved(_Reservation):
    """Nothing is reserved for the order any more."""


@event("inventory.stock.moved.v1")
class StockMoved:
    """Goods went from one place to another; `cost` is what they were worth, in the base currency. Places are location ids."""

    id: UUID
    product_id: UUID
    from_location_id: UUID
    to_location_id: UUID
    qty: Decimal
    cost: Money
    document_kind: str
    document_id: UUID | None
    posted_on: dt.date


@event("inventory.stock.level_changed.v1")
class StockLevelChanged:
    """How much there is of a product in a place of a warehouse. `id` is that of the balance; with bins a product has several."""

    id: UUID
    product_id: UUID
    warehouse_id: UUID
    on_hand: Decimal
    reserved: Decimal
    available: Decimal


@dataclass(frozen=True, kw_only=True)
class _Alarm:
    """A product's stock in a warehouse against its safety stock; `projected` is on hand, plus incoming, less reserved."""

    id: UUID
    alarm_id: UUID
    product_id: UUID
    warehouse_id: UUID
    on_hand: Decimal
    projected: Decimal
    safety: Decimal


@event("inventory.safety_stock.breached.v1")
class SafetyStockBreached(_Alarm):
    """The projected stock fell below the safety stock."""


@event("inventory.safety_stock.recovered.v1")
class SafetyStockRecovered(_Alarm):
    """The projected stock is enough again."""
