"""What inventory shows of stock."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from uuid import UUID

from crm_contracts.inventory.stock_words import AdjustmentKind, AdjustmentReason, AdjustmentStatus, AlarmStatus, StockClass
from crm_contracts.inventory.words import MoveStatus, ReservationStrength
from crm_kit.approval import Finding
from crm_kit.messages import value, view
from crm_kit.money import Money


@view
class StockRow:
    """How much there is of a product in a place, in its own unit: `available` is on hand less reserved, `incoming` is ordered."""

    id: UUID
    product_id: UUID
    code: str
    name: str
    category: str
    uom: str
    warehouse_id: UUID
    warehouse_code: str
    location_id: UUID
    on_hand: Decimal
    reserved: Decimal
    available: Decimal
    incoming: Decimal
    updated_at: dt.datetime


@view
class LedgerRow:
    """One row of the stock ledger. Cost and value (base currency) are null for who may not see costs."""

    id: UUID
    at: dt.datetime
    move_id: UUID
    product_id: UUID
    warehouse_id: UUID | None
    location_id: UUID
    qty: Decimal
    unit_cost: Decimal | None
    value: Decimal | None
    posted_on: dt.date
    document_kind: str
    document_id: UUID | None


@view
class StockMoveView:
    """Goods on their way between two places; `reserved_qty` of them are kept for it."""

    id: UUID
    version: int
    product_id: UUID
    warehouse_id: UUID | None
    from_location_id: UUID
    to_location_id: UUID
    qty: Decimal
    reserved_qty: Decimal
    status: MoveStatus
    strength: ReservationStrength
    priority: int
    expires_at: dt.datetime | None
    reference: str
    order_id: UUID | None
    order_line_id: UUID | None
    document_kind: str
    document_id: UUID | None
    posted_on: dt.date | None
    reverses_id: UUID | None
    reversed_by_id: UUID | None
    created_at: dt.datetime
    updated_at: dt.datetime


@view
class StockAlarmRow:
    """A product of which a warehouse has, or is about to have, less than its safety stock, as things stood at the last look."""

    id: UUID
    version: int
    product_id: UUID
    code: str
    name: str
    warehouse_id: UUID
    on_hand: Decimal
    projected: Decimal
    safety: Decimal
    status: AlarmStatus
    closed_at: dt.datetime | None
    created_at: dt.datetime
    updated_at: dt.datetime


@value
class ProductAvailability:
    """What can be promised of a product by a day: on hand, less reserved, plus what is expected by then. `complete_on` is the first
    day on which all that was asked for is there; null where that is not in sight."""

    product_id: UUID
    on_hand: Decimal
    reserved: Decimal
    available: Decimal
    expected: Decimal
    to_promise: Decimal
    complete_on: dt.date | None


@view
class StockAvailabilityView:
    """What can be promised of some products."""

    on: dt.date
    products: list[ProductAvailability]


@value
class WarehouseBalance:
    """How much of a product a warehouse has."""

    warehouse_id: UUID
    on_hand: Decimal
    value: Decimal | None


@view
class StockAnalysisRow:
    """A product's stock at the end of a day, and how fast it goes.

    `shipped` and `cost_of_goods` went to customers within the window. `turnover` is cost of goods ÷ average stock value (opening
    and closing ÷ 2), `days_of_cover` on hand ÷ daily shipments; null where there is nothing to divide by. `age_days` is how long
    ago what is on hand came in, on average, where what came first leaves first; stock `is_dead` of which nothing was shipped in the
    window. Values are in the base currency and null, turnover too, for who may not see costs.
    """

    id: UUID
    code: str
    name: str
    category: str
    uom: str
    on_hand: Decimal
    value: Decimal | None
    shipped: Decimal
    cost_of_goods: Decimal | None
    turnover: Decimal | None
    days_of_cover: Decimal | None
    age_days: Decimal | None
    is_dead: bool
    last_moved_on: dt.date | None
    warehouses: list[WarehouseBalance]
    updated_at: dt.datetime


@view
class StockClassRow:
    """A product and its class: A, B or C. `shipped` is in its own unit; `cost_of_goods` is what that cost and `share` its per cent
    of the total, both null for who may not see costs."""

    product_id: UUID
    code: str
    name: str
    stock_class: StockClass
    shipped: Decimal
    cost_of_goods: Money | None
    share: Decimal | None


@view
class StockClassesView:
    """The products that were shipped, those with the highest cost of goods first; at most 1000. `a`, `b` and `c` count all."""

    on: dt.date
    a: int
    b: int
    c: int
    products: list[StockClassRow]


@value
class AdjustmentLineView:
    """A line of a stock adjustment."""

    id: UUID
    product_id: UUID
    qty: Decimal


@view
class StockAdjustmentRow:
    """A stock adjustment in a list."""

    id: UUID
    version: int
    number: str
    kind: AdjustmentKind
    reason: AdjustmentReason
    note: str
    warehouse_id: UUID
    posted_on: dt.date
    status: AdjustmentStatus
    reversed_on: dt.date | None
    created_by: UUID
    decided_by: UUID | None
    created_at: dt.datetime
    updated_at: dt.datetime


@view
class StockAdjustmentView(StockAdjustmentRow):
    """A stock adjustment with its lines. `value` is null for who may not see costs."""

    lines: list[AdjustmentLineView]
    findings: list[Finding]
    decided_at: dt.datetime | None
    decision_comment: str
    value: Money | None
