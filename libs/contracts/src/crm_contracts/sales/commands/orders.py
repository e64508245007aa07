"""What one can do with orders."""

from __future__ import annotations

import datetime as dt
from dataclasses import field
from typing import Annotated
from uuid import UUID

from crm_contracts.sales.document_words import BillingBasis, ShipTo
from crm_contracts.sales.order_words import ExternalReference, LineAmendment, NewOrderLine, OrderLines, QuotationChoice
from crm_contracts.sales.views.orders import OrderView
from crm_kit.messages import command
from crm_kit.words import UNSET, Currency, Items, Line, Note, Reason, Unset


@command(allow="sales.order.create", returns=OrderView)
class CreateOrder:
    """What a customer orders: either `lines`, or what `quotations` of one customer and currency offer, in whole or in part.

    Without a currency it is the base currency, or the quotations'. Without payment terms it is the customer's credit that says when
    to pay, else the settings. `ordered_on` may lie in the past. Ordering from quotations needs `sales.quotation.order` too.
    """

    account_id: UUID | None = None
    lines: Annotated[list[NewOrderLine], Items(200)] = field(default_factory=list)
    quotations: Annotated[list[QuotationChoice], Items(20)] = field(default_factory=list)
    currency: Currency | None = None
    contact_id: UUID | None = None
    opportunity_id: UUID | None = None
    ordered_on: dt.date | None = None
    billing_basis: BillingBasis | None = None
    payment_terms_id: UUID | None = None
    ship_to: ShipTo | None = None
    customer_reference: Line = ""
    external_reference: ExternalReference | None = None
    note: Note = ""
    owner_id: UUID | None = None


@command(allow="sales.order.update", returns=OrderView)
class ChangeOrder:
    """Change an order while it is a draft. `lines` replace what was there; those that come from a quotation stay."""

    order_id: UUID
    version: int
    lines: OrderLines | Unset = UNSET
    contact_id: UUID | Unset | None = UNSET
    opportunity_id: UUID | Unset | None = UNSET
    ordered_on: dt.date | Unset = UNSET
    billing_basis: BillingBasis | Unset = UNSET
    payment_terms_id: UUID | Unset = UNSET
    ship_to: ShipTo | Unset | None = UNSET
    customer_reference: Line | Unset = UNSET
    note: Note | Unset = UNSET


@command(allow="sales.order.confirm", returns=OrderView)
class ConfirmOrder:
    """Make an order bind: `confirmed`, or `pending_approval` where a check says that somebody else has to approve it.

    All checks are made at once: credit, discounts, availability, duplicates, ship-to, blocked products. 409 `checks_failed` lists
    every finding; warnings pass with `confirm_warnings`. A currency without a rate is a 422 `missing_exchange_rate`.
    """

    order_id: UUID
    version: int
    confirm_warnings: bool = False
    confirmed_on: dt.date | None = None
    reason: Line = ""


@command(allow="sales.order.approve", returns=OrderView)
class ApproveOrder:
    """Let an order through that waits, as somebody else than its author. It is marked as an exception.

    It is checked again: what blocks it by now refuses it (409 `checks_failed`), what else has been found since is to be confirmed.
    """

    order_id: UUID
    version: int
    comment: Note = ""
    confirm_warnings: bool = False


@command(allow="sales.order.reject", returns=OrderView)
class RejectOrder:
    """Send an order that waits back to its author, as somebody else."""

    order_id: UUID
    version: int
    comment: Reason


@command(allow="sales.order.hold", returns=OrderView)
class HoldOrder:
    """Ship nothing of the order until it is released."""

    order_id: UUID
    version: int
    reason: Reason


@command(allow="sales.order.release", returns=OrderView)
class ReleaseOrder:
    """Let an order go on that was put on hold."""

    order_id: UUID
    version: int


@command(allow="sales.order.amend", returns=OrderView)
class AmendOrder:
    """Change a confirmed order: quantities, prices and days of its lines, or further lines.

    Never below what was shipped, invoiced or may be shipped already (409 at the line). What takes it beyond credit or the limit of
    discounts is a 409 `checks_failed`, unless the caller may approve orders and says `confirm_warnings`.
    """

    order_id: UUID
    version: int
    lines: Annotated[list[LineAmendment], Items(200)] = field(default_factory=list)
    added: Annotated[list[NewOrderLine], Items(200)] = field(default_factory=list)
    ship_to: ShipTo | Unset = UNSET
    confirm_warnings: bool = False
    reason: Line = ""


@command(allow="sales.order.short_close", returns=OrderView)
class ShortCloseOrder:
    """Deliver no more of the order; nothing of it may be on an active shipment notice (409)."""

    order_id: UUID
    version: int
    reason: Reason


@command(allow="sales.order.cancel", returns=OrderView)
class CancelOrder:
    """Call the order off; 409 where something of it was shipped, invoiced or paid. What it took of quotations is free again."""

    order_id: UUID
    version: int
    reason: Reason
