"""What one can ask about stock."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, ClassVar
from uuid import UUID

from crm_contracts.inventory.views.stock import (
    LedgerRow,
    StockAdjustmentRow,
    StockAdjustmentView,
    StockAlarmRow,
    StockAnalysisRow,
    StockAvailabilityView,
    StockClassesView,
    StockMoveView,
    StockRow,
)
from crm_contracts.inventory.words import Quantity
from crm_kit.lists import ListQuery
from crm_kit.messages import query
from crm_kit.words import Between, Items


@query(allow="inventory.stock.read", returns=StockRow)
class ListStock(ListQuery):
    """How much there is, one row for each product and place of a warehouse, by product code."""

    filters: ClassVar = (
        "product_id", "code", "name", "category", "warehouse_id", "warehouse_code", "location_id", "on_hand", "reserved",
        "available", "updated_at",
    )  # fmt: skip
    sorts: ClassVar = ("code", "updated_at")
    default_sort: ClassVar = "code"


@query(allow="inventory.stock.read", returns=LedgerRow)
class ListStockLedger(ListQuery):
    """The stock ledger, newest first: two rows for each move."""

    filters: ClassVar = (
        "product_id", "warehouse_id", "location_id", "move_id", "document_kind", "document_id", "posted_on", "at", "qty",
    )  # fmt: skip
    sorts: ClassVar = ("at", "posted_on")
    default_sort: ClassVar = "-at"


@query(allow="inventory.stock.read", returns=StockMoveView)
class ListStockMoves(ListQuery):
    """Stock moves, newest first."""

    filters: ClassVar = (
        "product_id", "warehouse_id", "status", "strength", "order_id", "order_line_id", "document_kind", "document_id",
        "posted_on", "created_at", "updated_at",
    )  # fmt: skip
    sorts: ClassVar = ("created_at", "updated_at")
    default_sort: ClassVar = "-created_at"


@query(allow="inventory.stock.read", returns=StockMoveView)
class GetStockMove:
    """One stock move."""

    move_id: UUID


@query(allow="inventory.reservation.read", returns=StockMoveView)
class ListReservations(ListQuery):
    """What is kept or waited for, newest first: moves that are not done."""

    filters: ClassVar = (
        "product_id", "warehouse_id", "status", "strength", "order_id", "order_line_id", "reference", "expires_at", "created_at",
    )  # fmt: skip
    sorts: ClassVar = ("created_at", "updated_at")
    default_sort: ClassVar = "-created_at"


@query(allow="inventory.reservation.read", returns=StockMoveView)
class GetReservation:
    """One reservation."""

    reservation_id: UUID


@query(allow="inventory.alarm.read", returns=StockAlarmRow)
class ListStockAlarms(ListQuery):
    """Safety-stock alarms, newest first."""

    filters: ClassVar = ("product_id", "code", "warehouse_id", "status", "created_at", "closed_at")
    sorts: ClassVar = ("created_at",)
    default_sort: ClassVar = "-created_at"


@query(allow="inventory.stock.read", returns=StockAvailabilityView)
class StockAvailability:
    """What can be promised of products by a day (today unless given), in one warehouse or all, and when `qty` of each is there."""

    product_ids: Annotated[list[UUID], Items(200, least=1)]
    on: dt.date | None = None
    warehouse_id: UUID | None = None
    qty: Quantity | None = None


@query(allow="inventory.statistics.read", returns=StockAnalysisRow)
class ListStockAnalysis(ListQuery):
    """Stock, its value, age, turnover and days of cover of each product at the end of a day (today unless given), by product code.

    `window_days` is how far back shipments are counted.
    """

    filters: ClassVar = ("id", "code", "name", "category")
    sorts: ClassVar = ("code", "name")
    default_sort: ClassVar = "code"

    as_of: dt.date | None = None
    window_days: Annotated[int, Between(1, 3660)] = 90
    warehouse_id: UUID | None = None


@query(allow="inventory.statistics.read", returns=StockClassesView)
class StockClasses:
    """Which products the business turns on (ABC analysis): of what was shipped in the window those that make the first `a_percent`
    of the cost of goods are class A, those up to `b_percent` class B and the rest C. What was not shipped has no class."""

    as_of: dt.date | None = None
    window_days: Annotated[int, Between(1, 3660)] = 365
    warehouse_id: UUID | None = None
    a_percent: Annotated[int, Between(1, 99)] = 80
    b_percent: Annotated[int, Between(2, 100)] = 95


@query(allow="inventory.adjustment.read", returns=StockAdjustmentView)
class GetStockAdjustment:
    """One stock adjustment."""

    adjustment_id: UUID


@query(allow="inventory.adjustment.read", returns=StockAdjustmentRow)
class ListStockAdjustments(ListQuery):
    """Stock adjustments, newest first."""

    filters: ClassVar = (
        "number", "kind", "reason", "warehouse_id", "posted_on", "status", "created_by", "created_at", "updated_at",
    )  # fmt: skip
    sorts: ClassVar = ("created_at", "posted_on")
    default_sort: ClassVar = "-created_at"
