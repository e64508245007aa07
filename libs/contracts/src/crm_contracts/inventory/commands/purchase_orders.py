"""What one can do with purchase orders."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from crm_contracts.inventory.views.purchasing import PurchaseOrderView
from crm_contracts.inventory.words import Quantity, SomeOrNone, UnitOfMeasure
from crm_kit.messages import command, value
from crm_kit.words import UNSET, Between, Currency, Items, Label, Note, Reason, Text, Unset

UnitPrice = Annotated[Decimal, Between(Decimal(0), Decimal(10) ** 9)]
TaxRate = Annotated[Decimal, Between(Decimal(0), Decimal(100))]
Days = Annotated[int, Between(0, 730)]
Reference = Annotated[str, Text(100, least=1)]


@value
class PurchaseLine:
    """A product to buy. Without a price it is the supplier's for this quantity on the day; 422 `no_price` where there is none."""

    product_id: UUID
    qty: Quantity
    unit_price: UnitPrice | None = None
    uom: UnitOfMeasure | None = None
    tax_rate: TaxRate = Decimal(0)
    due_on: dt.date | None = None
    sales_line_id: UUID | None = None


@value
class AmendedLine:
    """A line as it shall be: with an id one that is there, without one a new one. What is left out goes."""

    product_id: UUID
    qty: Quantity
    id: UUID | None = None
    unit_price: UnitPrice | None = None
    uom: UnitOfMeasure | None = None
    tax_rate: TaxRate = Decimal(0)
    due_on: dt.date | None = None
    sales_line_id: UUID | None = None


@value
class AcknowledgedLine:
    """What the supplier says to a line: how much of it comes, and when."""

    line_id: UUID
    qty: SomeOrNone | None = None
    due_on: dt.date | None = None


Lines = Annotated[list[PurchaseLine], Items(500, least=1)]


@command(allow="inventory.purchase_order.create", returns=PurchaseOrderView)
class CreatePurchaseOrder:
    """Goods to buy from a supplier. Without a warehouse they come to the ordinary one, without a currency it is the supplier's.

    409 `supplier_blocked`. `submit` asks for approval in the same go, `send` sends it too where it needs none.
    """

    supplier_id: UUID
    lines: Lines
    warehouse_id: UUID | None = None
    currency: Currency | None = None
    ordered_on: dt.date | None = None
    terms_days: Days | None = None
    supplier_reference: Label = ""
    external_reference: Reference | None = None
    note: Note = ""
    owner_id: UUID | None = None
    submit: bool = False
    send: bool = False


@command(allow="inventory.purchase_order.update", returns=PurchaseOrderView)
class ChangePurchaseOrder:
    """Change a draft. `lines` replaces those that were there."""

    purchase_order_id: UUID
    version: int
    lines: Lines | Unset = UNSET
    warehouse_id: UUID | Unset = UNSET
    ordered_on: dt.date | Unset = UNSET
    terms_days: Days | Unset = UNSET
    supplier_reference: Label | Unset = UNSET
    note: Note | Unset = UNSET


@command(allow="inventory.purchase_order.submit", returns=PurchaseOrderView)
class SubmitPurchaseOrder:
    """Ask for the order to be sent. It is approved at once, unless its value or a price that rose wants somebody's word."""

    purchase_order_id: UUID
    version: int


@command(allow="inventory.purchase_order.approve", returns=PurchaseOrderView)
class ApprovePurchaseOrder:
    """Let a purchase order go that waits; somebody else than its author does."""

    purchase_order_id: UUID
    version: int
    comment: Note = ""


@command(allow="inventory.purchase_order.approve", returns=PurchaseOrderView)
class ReturnPurchaseOrder:
    """Give a purchase order that waits back to its author."""

    purchase_order_id: UUID
    version: int
    reason: Reason


@command(allow="inventory.purchase_order.send", returns=PurchaseOrderView)
class SendPurchaseOrder:
    """The supplier gets it; from now on its goods are expected."""

    purchase_order_id: UUID
    version: int


@command(allow="inventory.purchase_order.acknowledge", returns=PurchaseOrderView)
class AcknowledgePurchaseOrder:
    """Note what the supplier says. Where that differs it is 409 `differences`, listed, until `accept_differences` takes it."""

    purchase_order_id: UUID
    version: int
    supplier_reference: Label = ""
    lines: Annotated[list[AcknowledgedLine], Items(500)] | None = None
    accept_differences: bool = False


@command(allow="inventory.purchase_order.amend", returns=PurchaseOrderView)
class AmendPurchaseOrder:
    """Change what the supplier has already. A line keeps what came for it: less than that is 422.

    Where the value rises by more than `amendment_rise_percent` of the settings it waits for approval again.
    """

    purchase_order_id: UUID
    version: int
    lines: Annotated[list[AmendedLine], Items(500, least=1)]
    reason: Reason


@command(allow="inventory.purchase_order.short_close", returns=PurchaseOrderView)
class ShortClosePurchaseOrder:
    """Expect no more of it."""

    purchase_order_id: UUID
    version: int
    reason: Reason


@command(allow="inventory.purchase_order.cancel", returns=PurchaseOrderView)
class CancelPurchaseOrder:
    """Take it back, as long as nothing came: 409 `received`."""

    purchase_order_id: UUID
    version: int
    reason: Reason
