"""What inventory tells of shipment notices, deliveries, waybills, suppliers, purchase orders and receipts."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from uuid import UUID

from crm_contracts.inventory.words import (
    DeliveredLine,
    LineCost,
    NoticeLineTold,
    PurchasedLine,
    ReceivedLine,
    ReleaseReason,
    ShipTo,
    SupplierAddress,
    WaybillRef,
    WaybillStatus,
)
from crm_kit.messages import event
from crm_kit.money import Money

# --- shipment notices ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class _Notice:
    """A shipment notice as it stands: what may be shipped, and why."""

    id: UUID
    number: str
    status: str
    account_id: UUID
    order_ids: list[UUID]
    lines: list[NoticeLineTold]
    release_reason: ReleaseReason | None
    is_frozen: bool
    owner_id: UUID


@event("inventory.shipment_notice.released.v1")
class ShipmentNoticeReleased(_Notice):
    """The goods may leave."""


@event("inventory.shipment_notice.accepted.v1")
class ShipmentNoticeAccepted(_Notice):
    """The warehouse will ship; the stock is reserved for good."""


@event("inventory.shipment_notice.counter_proposed.v1")
class ShipmentNoticeCounterProposed(_Notice):
    """The warehouse proposes other quantities or another day."""

    ship_on: dt.date | None
    reason: str


@event("inventory.shipment_notice.rejected.v1")
class ShipmentNoticeRejected(_Notice):
    """The warehouse will not ship."""

    reason: str


@event("inventory.shipment_notice.updated.v1")
class ShipmentNoticeUpdated(_Notice):
    """The notice moved without an event of its own: submitted, agreed, frozen, shipped from, closed short or cancelled."""


# --- deliveries ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class _Delivery:
    """A delivery as it stands. `order_ids` are the orders it serves; `partial` where some of them are not shipped in full yet.

    `costs` are what left the stock with it, by line of an order; services and what had no value are not among them.
    """

    id: UUID
    delivery_id: UUID
    number: str
    status: str
    account_id: UUID
    ship_to: ShipTo | None
    notice_ids: list[UUID]
    order_ids: list[UUID]
    lines: list[DeliveredLine]
    waybills: list[WaybillRef]
    warehouse_id: UUID
    shipped_at: dt.datetime
    partial: bool
    owner_id: UUID
    costs: list[LineCost] = field(default_factory=list)


@event("inventory.delivery.shipped.v1")
class DeliveryShipped(_Delivery):
    """The goods have left the warehouse, and its stock with them. Shipped is not delivered."""


@event("inventory.delivery.delivered.v1")
class DeliveryDelivered(_Delivery):
    """The customer has the goods."""

    signed_by: str
    at: dt.datetime


@event("inventory.delivery.failed.v1")
class DeliveryFailed(_Delivery):
    """The goods could not be handed over."""

    reason: str


@event("inventory.delivery.returned.v1")
class DeliveryReturned(_Delivery):
    """The goods came back to the sender: they do not count as shipped any more."""

    reason: str


@event("inventory.waybill.status_changed.v1")
class WaybillStatusChanged:
    """Where a consignment is, by the latest word of its carrier. It holds a delivery, or an invoice on paper."""

    id: UUID
    carrier: str
    number: str
    status: WaybillStatus
    at: dt.datetime
    delivery_id: UUID | None
    account_id: UUID | None
    owner_id: UUID
    invoice_id: UUID | None = None


# --- suppliers -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class _Supplier:
    """A supplier as it stands. `account_id` is the same company among the accounts."""

    id: UUID
    number: str
    name: str
    account_id: UUID
    status: str
    terms_days: int
    lead_time_days: int
    currency: str


@event("inventory.supplier.created.v1", personal=True)
class SupplierCreated(_Supplier):
    """There is a new supplier. With `creates_account` customers makes the account, under the id that inventory chose."""

    creates_account: bool
    contact_name: str
    email: str | None
    phone: str | None
    website: str | None
    tax_id: str | None
    address: SupplierAddress | None
    owner_id: UUID


@event("inventory.supplier.updated.v1")
class SupplierUpdated(_Supplier):
    """What is known of a supplier changed, or its status did."""


# --- purchasing ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class _PurchaseOrder:
    """A purchase order as it stands."""

    id: UUID
    number: str
    status: str
    supplier_id: UUID
    warehouse_id: UUID
    total: Money
    lines: list[PurchasedLine]
    owner_id: UUID


@event("inventory.po.approved.v1")
class PurchaseOrderApproved(_PurchaseOrder):
    """The purchase order may be sent."""


@event("inventory.po.sent.v1")
class PurchaseOrderSent(_PurchaseOrder):
    """The supplier has the purchase order."""


@event("inventory.po.updated.v1")
class PurchaseOrderUpdated(_PurchaseOrder):
    """The purchase order moved without an event of its own: acknowledged, amended, closed short or cancelled."""


@event("inventory.po.completed.v1")
class PurchaseOrderCompleted(_PurchaseOrder):
    """Everything ordered has come."""


@event("inventory.receipt.posted.v1")
class ReceiptPosted:
    """Goods came in from a supplier."""

    id: UUID
    number: str
    supplier_id: UUID
    warehouse_id: UUID
    po_ids: list[UUID]
    lines: list[ReceivedLine]
    posted_on: dt.date
