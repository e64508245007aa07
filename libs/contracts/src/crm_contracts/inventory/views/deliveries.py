"""What inventory shows of deliveries, waybills, and what is shipped and is not yet."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from uuid import UUID

from crm_contracts.inventory.words import DeliveryState, ShipTo, WaybillRef, WaybillStatus
from crm_kit.messages import view
from crm_kit.money import Money


@view
class DeliveryLineView:
    """What a delivery holds of an order's line: `qty` is to be picked, `picked` was; that much is shipped."""

    id: UUID
    notice_id: UUID
    notice_line_id: UUID
    order_id: UUID
    order_line_id: UUID
    product_id: UUID
    uom: str
    qty: Decimal
    picked: Decimal | None


@view
class DeliveryRow:
    """A delivery in a list."""

    id: UUID
    version: int
    number: str
    status: DeliveryState
    account_id: UUID
    account_name: str | None
    warehouse_id: UUID
    order_ids: list[UUID]
    order_numbers: list[str]
    waybills: list[WaybillRef]
    shipped_at: dt.datetime | None
    delivered_at: dt.datetime | None
    owner_id: UUID
    created_at: dt.datetime
    updated_at: dt.datetime


@view
class DeliveryView:
    """Goods on their way to a customer, of one or many orders. Shipped is not delivered.

    `is_partial` where some of its orders are not shipped in full; `reason` is why it failed, came back or was cancelled.
    """

    id: UUID
    version: int
    number: str
    status: DeliveryState
    account_id: UUID
    warehouse_id: UUID
    ship_to: ShipTo | None
    currency: str
    terms_days: int
    notice_ids: list[UUID]
    order_ids: list[UUID]
    order_numbers: list[str]
    lines: list[DeliveryLineView]
    waybills: list[WaybillRef]
    external_reference: str | None
    shipped_at: dt.datetime | None
    is_partial: bool
    delivered_at: dt.datetime | None
    signed_by: str
    proof: str
    reason: str
    note: str
    owner_id: UUID
    created_at: dt.datetime
    created_by: UUID
    updated_at: dt.datetime


@view
class WaybillEventView:
    """What a carrier said of a consignment: `at` is when it happened."""

    id: UUID
    at: dt.datetime
    status: WaybillStatus
    place: str
    note: str


@view
class WaybillRow:
    """A waybill in a list."""

    id: UUID
    version: int
    carrier: str
    number: str
    status: WaybillStatus
    status_at: dt.datetime
    delivery_id: UUID | None
    delivery_number: str | None
    order_numbers: list[str]
    invoice_id: UUID | None
    invoice_numbers: list[str]
    account_id: UUID | None
    fee: Money | None
    owner_id: UUID
    created_at: dt.datetime
    updated_at: dt.datetime


@view
class WaybillView:
    """A carrier's consignment; `status` is that of the latest thing the carrier said happened, at `status_at`.

    `invoice_id` is the invoice that it holds on paper; `invoice_numbers` are that one's, or those of the invoices of its orders.
    """

    id: UUID
    version: int
    carrier: str
    number: str
    status: WaybillStatus
    status_at: dt.datetime
    delivery_id: UUID | None
    delivery_number: str | None
    order_numbers: list[str]
    invoice_id: UUID | None
    invoice_numbers: list[str]
    account_id: UUID | None
    parcels: int
    weight_kg: Decimal | None
    fee: Money | None
    payer: str
    tracking_url: str | None
    events: list[WaybillEventView]
    owner_id: UUID
    created_at: dt.datetime
    created_by: UUID
    updated_at: dt.datetime


@view
class OpenShipmentRow:
    """A line of an order that is still to be shipped; `id` is the line's. `noticed` of `open` is on open shipment notices."""

    id: UUID
    order_id: UUID
    order_number: str
    order_status: str
    account_id: UUID
    account_name: str | None
    product_id: UUID
    product_code: str | None
    due_on: dt.date | None
    ordered: Decimal
    shipped: Decimal
    open: Decimal
    noticed: Decimal
    owner_id: UUID


@view
class OpenShipmentGroup:
    """What is still to be shipped of one customer, product or due date; `key` is its id or day, None where there is none."""

    key: str | None
    name: str | None
    orders: int
    lines: int
    open: Decimal


@view
class OpenShipmentsView:
    """What is still to be shipped, by customer, product or due date; the most first."""

    group_by: str
    groups: list[OpenShipmentGroup]


@view
class ShippedGroup:
    """What was shipped in one group; `key` is its id, name or month, None where it is not known."""

    key: str | None
    name: str | None
    deliveries: int
    lines: int
    qty: Decimal


@view
class ShippedView:
    """What was shipped and did not come back, by group; months in order, else the most first."""

    group_by: str
    shipped_from: dt.date | None
    shipped_to: dt.date | None
    groups: list[ShippedGroup]


@view
class CarrierFigures:
    """How a carrier does: `under_way` has neither arrived nor come back, `exceptions` of these are stuck.

    `on_time` of the `promised` were signed for on the day that their orders' lines were due, or before; consignments of lines
    without a day are not promised. `transit_days` is the mean from when the carrier took the goods, else from when they were
    shipped, until somebody signed.
    """

    carrier: str
    consignments: int
    under_way: int
    exceptions: int
    signed: int
    returned: int
    promised: int
    on_time: int
    on_time_percent: Decimal | None
    transit_days: Decimal | None


@view
class WaybillStatisticsView:
    """The carriers, the one with the most consignments first."""

    booked_from: dt.date | None
    booked_to: dt.date | None
    carriers: list[CarrierFigures]
