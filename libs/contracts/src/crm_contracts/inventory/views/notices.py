"""What inventory shows of shipment notices."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from uuid import UUID

from crm_contracts.inventory.words import NoticeStatus, ReleaseReason, ShipTo
from crm_kit.messages import view


@view
class NoticeLineView:
    """How much of an order's line may be shipped; `proposed` is what the warehouse would rather ship."""

    id: UUID
    order_line_id: UUID
    product_id: UUID
    uom: str
    qty: Decimal
    shipped: Decimal
    proposed: Decimal | None


@view
class ShipmentNoticeRow:
    """A shipment notice in a list."""

    id: UUID
    version: int
    number: str
    status: NoticeStatus
    order_id: UUID
    order_number: str
    account_id: UUID
    account_name: str | None
    warehouse_id: UUID
    ship_on: dt.date | None
    release_reason: ReleaseReason | None
    is_frozen: bool
    is_automatic: bool
    owner_id: UUID
    created_at: dt.datetime
    updated_at: dt.datetime


@view
class ShipmentNoticeView:
    """What may be shipped of an order, and why. A frozen one does not leave: its order is on hold.

    `is_automatic` where nobody raised it: goods go out by order and the notice is for the record. `reason` is why it was countered,
    refused, rejected or cancelled.
    """

    id: UUID
    version: int
    number: str
    status: NoticeStatus
    order_id: UUID
    order_number: str
    account_id: UUID
    warehouse_id: UUID
    ship_to: ShipTo | None
    currency: str
    terms_days: int
    ship_on: dt.date | None
    proposed_on: dt.date | None
    lines: list[NoticeLineView]
    release_reason: ReleaseReason | None
    released_by: UUID | None
    released_at: dt.datetime | None
    is_frozen: bool
    is_automatic: bool
    reason: str
    note: str
    owner_id: UUID
    created_at: dt.datetime
    created_by: UUID
    updated_at: dt.datetime
