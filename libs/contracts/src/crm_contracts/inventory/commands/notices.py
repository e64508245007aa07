"""What one can do with shipment notices."""

from __future__ import annotations

import datetime as dt
from typing import Annotated
from uuid import UUID

from crm_contracts.inventory.views.notices import ShipmentNoticeView
from crm_contracts.inventory.words import Quantity, ReleaseReason, SomeOrNone
from crm_kit.messages import command, value
from crm_kit.words import Items, Note, Reason


@value
class NoticeLine:
    """How much of an order's line may be shipped."""

    order_line_id: UUID
    qty: Quantity


@value
class ProposedLine:
    """How much of an order's line the warehouse proposes to ship; 0 is none of it."""

    order_line_id: UUID
    qty: SomeOrNone


NoticeLines = Annotated[list[NoticeLine], Items(200, least=1)]


@command(allow="inventory.shipment_notice.create", returns=ShipmentNoticeView)
class CreateShipmentNotice:
    """Say what of an order may be shipped, to its address. Without lines it is everything that no notice speaks of yet.

    422 at a line with more than is left of it, `over_delivery_percent` of the settings included. With `release_reason` it is
    submitted and released in one go, which needs `inventory.shipment_notice.release` too. Lines in a unit that their product does
    not have stay: 422 `unknown_unit` at one, 409 `unknown_unit` where no lines are named.
    """

    order_id: UUID
    lines: NoticeLines | None = None
    warehouse_id: UUID | None = None
    ship_on: dt.date | None = None
    note: Note = ""
    submit: bool = False
    release_reason: ReleaseReason | None = None


@command(allow="inventory.shipment_notice.submit", returns=ShipmentNoticeView)
class SubmitShipmentNotice:
    """Ask for the release of a draft."""

    shipment_notice_id: UUID
    version: int


@command(allow="inventory.shipment_notice.release", returns=ShipmentNoticeView)
class ReleaseShipmentNotice:
    """Say why the goods may leave. `paid` needs a paid order (409 `not_paid`), `credit` one that is no exception
    (409 `order_is_exception`), `approved` the permission `inventory.shipment_notice.approve`."""

    shipment_notice_id: UUID
    version: int
    release_reason: ReleaseReason


@command(allow="inventory.shipment_notice.accept", returns=ShipmentNoticeView)
class AcceptShipmentNotice:
    """The warehouse will ship it. The stock is reserved for good in the notice's warehouse, or this is refused (409
    `insufficient_stock`). What was reserved in another one moves where so much is free here."""

    shipment_notice_id: UUID
    version: int


@command(allow="inventory.shipment_notice.counter", returns=ShipmentNoticeView)
class CounterShipmentNotice:
    """The warehouse proposes smaller quantities, another day, or both."""

    shipment_notice_id: UUID
    version: int
    reason: Reason
    ship_on: dt.date | None = None
    lines: Annotated[list[ProposedLine], Items(200, least=1)] | None = None


@command(allow="inventory.shipment_notice.agree", returns=ShipmentNoticeView)
class AgreeShipmentNotice:
    """Take what the warehouse proposes; the stock is reserved for good."""

    shipment_notice_id: UUID
    version: int


@command(allow="inventory.shipment_notice.refuse", returns=ShipmentNoticeView)
class RefuseShipmentNotice:
    """Do not take what the warehouse proposes; the notice is released as it was."""

    shipment_notice_id: UUID
    version: int
    reason: Reason


@command(allow="inventory.shipment_notice.reject", returns=ShipmentNoticeView)
class RejectShipmentNotice:
    """The warehouse will not ship it."""

    shipment_notice_id: UUID
    version: int
    reason: Reason


@command(allow="inventory.shipment_notice.close_short", returns=ShipmentNoticeView)
class CloseShortShipmentNotice:
    """Ship no more of it; what is left stays on the order."""

    shipment_notice_id: UUID
    version: int
    reason: Reason


@command(allow="inventory.shipment_notice.cancel", returns=ShipmentNoticeView)
class CancelShipmentNotice:
    """Take it back before anything was shipped; what was reserved for good is so no more.

    Where goods go out by order (`ship_by`) what the order still wants is in a new notice, which waits for its release. Taken back
    as well, that one calls the goods off.
    """

    shipment_notice_id: UUID
    version: int
    reason: Reason
