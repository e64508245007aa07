"""What one can do with deliveries and waybills."""

from __future__ import annotations

import datetime as dt
from dataclasses import field
from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from crm_contracts.inventory.views.deliveries import DeliveryView, WaybillView
from crm_contracts.inventory.words import Quantity, SomeOrNone
from crm_kit.messages import command, value
from crm_kit.money import Money
from crm_kit.words import Between, Items, Label, Line, Name, Note, Reason, Text

CarrierCode = Annotated[str, Text(40, least=1, pattern="^[a-z0-9][a-z0-9_-]*$")]
WaybillNumber = Annotated[str, Text(60, least=1)]
Parcels = Annotated[int, Between(1, 10_000)]
Weight = Annotated[Decimal, Between(Decimal("0.001"), Decimal(1_000_000))]
Payer = Literal["sender", "recipient", "third_party"]
Reference = Annotated[str, Text(100, least=1)]


@value
class DeliveryLine:
    """How much of a line of a notice goes into the delivery."""

    notice_line_id: UUID
    qty: Quantity


@value
class PickedLine:
    """How much of a line of the delivery was picked; 0 leaves it out."""

    line_id: UUID
    qty: SomeOrNone


@value
class WaybillGiven:
    """A carrier's consignment that the goods leave with."""

    carrier: CarrierCode
    number: WaybillNumber
    parcels: Parcels = 1
    weight_kg: Weight | None = None
    fee: Money | None = None
    payer: Payer = "sender"


@command(allow="inventory.delivery.create", returns=DeliveryView)
class CreateDelivery:
    """Make a delivery of accepted shipment notices, everything on them unless `lines` says less.

    They must have one customer, address, warehouse, currency and terms: 422 `split` with the groups that would do. 409 `frozen`
    where an order is on hold, `not_accepted` where the warehouse has not agreed to ship. `external_reference` is unique among
    deliveries.
    """

    notice_ids: Annotated[list[UUID], Items(100, least=1)]
    lines: Annotated[list[DeliveryLine], Items(1000, least=1)] | None = None
    external_reference: Reference | None = None
    note: Note = ""


@command(allow="inventory.delivery.pick", returns=DeliveryView)
class StartPickDelivery:
    """Somebody begins to collect the goods."""

    delivery_id: UUID
    version: int


@command(allow="inventory.delivery.pack", returns=DeliveryView)
class PackDelivery:
    """The goods are packed, all of them unless `lines` says what was picked.

    422 at a line with more than its notice lets through, `over_delivery_percent` of the settings included.
    """

    delivery_id: UUID
    version: int
    lines: Annotated[list[PickedLine], Items(1000, least=1)] | None = None


@command(allow="inventory.delivery.ship", returns=DeliveryView)
class ShipDelivery:
    """The goods leave: the stock moves, all of it or none.

    409 `frozen` where an order is on hold, `insufficient_stock` where there is not enough. `shipped_at` may lie in the past, back
    to the last closed period.
    """

    delivery_id: UUID
    version: int
    shipped_at: dt.datetime | None = None
    waybills: Annotated[list[WaybillGiven], Items(50)] = field(default_factory=list)


@command(allow="inventory.delivery.confirm", returns=DeliveryView)
class ConfirmDelivery:
    """The customer has the goods: who signed, or what else shows it."""

    delivery_id: UUID
    version: int
    signed_by: Name
    delivered_at: dt.datetime | None = None
    proof: Line = ""


@command(allow="inventory.delivery.fail", returns=DeliveryView)
class FailDelivery:
    """The goods could not be handed over."""

    delivery_id: UUID
    version: int
    reason: Reason


@command(allow="inventory.delivery.reship", returns=DeliveryView)
class ReshipDelivery:
    """Try again to hand them over."""

    delivery_id: UUID
    version: int


@command(allow="inventory.delivery.return", returns=DeliveryView)
class ReturnDelivery:
    """The goods came back: they are in stock again, and not shipped any more."""

    delivery_id: UUID
    version: int
    reason: Reason


@command(allow="inventory.delivery.cancel", returns=DeliveryView)
class CancelDelivery:
    """Give a delivery up before it is shipped; its notices can be delivered otherwise."""

    delivery_id: UUID
    version: int
    reason: Reason


@command(allow="inventory.waybill.create", returns=WaybillView)
class CreateWaybill:
    """Note the consignment that a delivery goes with, or an invoice on paper: one of the two is named.

    A number is unique for its carrier (409 `duplicate`).
    """

    delivery_id: UUID | None = None
    invoice_id: UUID | None = None
    carrier: CarrierCode
    number: WaybillNumber
    parcels: Parcels = 1
    weight_kg: Weight | None = None
    fee: Money | None = None
    payer: Payer = "sender"


@command(allow="inventory.waybill.record", returns=WaybillView)
class RecordWaybillEvent:
    """Note what the carrier says happened, in our words or its own; 422 `unknown_status` where nobody knows the word.

    Events may come in any order: the latest by its own time is the status. `signed` delivers a delivery that is on its way.
    """

    waybill_id: UUID
    status: Annotated[str, Text(60, least=1)]
    at: dt.datetime
    place: Label = ""
    note: Line = ""
    signed_by: Annotated[str, Text(200)] = ""
