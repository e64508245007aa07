"""The values that the messages of inventory are made of."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from crm_contracts.sales.document_words import ShipTo, WaybillRef
from crm_kit.messages import value
from crm_kit.money import Money
from crm_kit.words import Between, CountryCode, Label, Line, Text

__all__ = ["ShipTo", "WaybillRef"]

ProductKind = Literal["goods", "service", "material", "part"]
ProductStatus = Literal["draft", "active", "phased_out", "blocked"]
WarehouseKind = Literal["stock", "transit", "customer_loan", "customer_sample", "quarantine", "repair", "scrap"]
LocationKind = Literal[
    "stock",
    "bin",
    "transit",
    "customer_loan",
    "customer_sample",
    "quarantine",
    "repair",
    "scrap",
    "supplier",
    "customer",
    "adjustment",
]
MoveStatus = Literal["draft", "waiting", "reserved", "partially_reserved", "done", "cancelled"]
ReservationStrength = Literal["soft", "hard"]
NoticeStatus = Literal[
    "draft", "submitted", "released", "accepted", "counter_proposed", "partially_shipped", "shipped", "closed_short", "rejected",
    "cancelled",
]  # fmt: skip
ReleaseReason = Literal["paid", "credit", "produced", "approved"]
DeliveryState = Literal["draft", "picking", "packed", "shipped", "delivered", "delivery_failed", "returned_to_sender", "cancelled"]
WaybillStatus = Literal["booked", "picked_up", "in_transit", "out_for_delivery", "signed", "exception", "returned"]
LineProblem = Literal["unknown_unit"]
SupplierStatus = Literal["active", "blocked"]
SupplierGrade = Literal["A", "B", "C", "D"]
ReceivedState = Literal["none", "partial", "full"]
PurchaseOrderStatus = Literal[
    "draft", "pending_approval", "approved", "sent", "acknowledged", "completed", "short_closed", "cancelled"
]  # fmt: skip
ReceiptStatus = Literal["draft", "arrived", "inspecting", "posted", "rejected"]
Quantity = Annotated[Decimal, Between(Decimal("0.000001"), Decimal(10) ** 9)]
SomeOrNone = Annotated[Decimal, Between(Decimal(0), Decimal(10) ** 9)]
Percent = Annotated[Decimal, Between(Decimal(0), Decimal(100))]
ProductCode = Annotated[str, Text(60, least=1)]
WarehouseCode = Annotated[str, Text(20, least=1)]
UnitOfMeasure = Annotated[str, Text(20, least=1)]


@value
class SupplierAddress:
    """Where a supplier is."""

    line1: Line
    line2: Line = ""
    city: Label = ""
    region: Label = ""
    postal_code: Annotated[str, Text(20)] = ""
    country: CountryCode | None = None


@value
class TrackingLink:
    """Where a carrier's consignments are followed; `{number}` stands for the waybill's number."""

    carrier: Label
    link: Line


@value
class SupplierDocument:
    """A certificate or licence of a supplier, and the last day on which it is good."""

    name: Label
    expires_on: dt.date | None = None


@value
class ReservedLine:
    """What the warehouse keeps for an order's line: `qty` is reserved, `shortage` is not, `expected_date` when that may come.

    `problem` is why nothing can be kept: `unknown_unit`, where the product is not counted in the line's unit.
    """

    line_id: UUID
    product_id: UUID
    warehouse_id: UUID | None
    qty: Decimal
    shortage: Decimal
    expected_date: dt.date | None
    problem: LineProblem | None = None


@value
class NoticeLineTold:
    """How much of an order's line may be shipped."""

    order_id: UUID
    order_line_id: UUID
    product_id: UUID
    qty: Decimal
    shipped: Decimal


@value
class DeliveredLine:
    """How much of an order's line a delivery holds."""

    order_id: UUID
    order_line_id: UUID
    product_id: UUID
    qty: Decimal


@value
class LineCost:
    """What the goods of an order's line were worth as they left, in the base currency."""

    order_line_id: UUID
    cost: Money


@value
class PurchasedLine:
    """A line of a purchase order."""

    id: UUID
    product_id: UUID
    qty: Decimal
    received: Decimal
    due_on: dt.date | None
    sales_line_id: UUID | None


@value
class ReceivedLine:
    """What came in: only what was accepted is in stock."""

    po_id: UUID
    po_line_id: UUID
    product_id: UUID
    accepted: Decimal
    rejected: Decimal
