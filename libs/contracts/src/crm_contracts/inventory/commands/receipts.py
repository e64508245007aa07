"""What one can do with receipts."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from crm_contracts.inventory.views.purchasing import ReceiptView
from crm_contracts.inventory.words import Quantity, SomeOrNone
from crm_kit.messages import command, value
from crm_kit.words import Items, Label, Line, Note, Reason, Text

Reference = Annotated[str, Text(100, least=1)]


@value
class ReceiptLine:
    """What came for a line of a purchase order; `rejected` of it goes to quarantine."""

    purchase_line_id: UUID
    qty: Quantity
    rejected: SomeOrNone = Decimal(0)
    reject_reason: Line = ""


@value
class InspectedLine:
    """What inspection found of a line of the receipt."""

    line_id: UUID
    accepted: SomeOrNone
    rejected: SomeOrNone = Decimal(0)
    reject_reason: Line = ""


@command(allow="inventory.receipt.create", returns=ReceiptView)
class CreateReceipt:
    """Goods that came, for one or several purchase orders of one supplier and warehouse (else 422 `different_suppliers`).

    422 `over_receipt` at a line with more than is still expected, `over_receipt_percent` of the settings included. With `post` they
    are in stock at once, on `posted_on`, which needs `inventory.receipt.post` too.
    """

    lines: Annotated[list[ReceiptLine], Items(500, least=1)]
    delivery_note: Label = ""
    external_reference: Reference | None = None
    note: Note = ""
    post: bool = False
    posted_on: dt.date | None = None


@command(allow="inventory.receipt.arrive", returns=ReceiptView)
class ArriveReceipt:
    """The goods are here."""

    receipt_id: UUID
    version: int
    delivery_note: Label | None = None


@command(allow="inventory.receipt.inspect", returns=ReceiptView)
class InspectReceipt:
    """Note what inspection found: what is accepted and what is not add up to what came."""

    receipt_id: UUID
    version: int
    lines: Annotated[list[InspectedLine], Items(500)] | None = None


@command(allow="inventory.receipt.post", returns=ReceiptView)
class PostReceipt:
    """What was accepted is in stock, at its price in the base currency; what was not is in quarantine.

    422 `missing_exchange_rate` where nobody has said what its currency is worth.
    """

    receipt_id: UUID
    version: int
    posted_on: dt.date | None = None


@command(allow="inventory.receipt.reject", returns=ReceiptView)
class RejectReceipt:
    """Take nothing of it; the goods are still expected."""

    receipt_id: UUID
    version: int
    reason: Reason
