"""What one can do with quotations."""

from __future__ import annotations

import datetime as dt
from dataclasses import field
from typing import Annotated
from uuid import UUID

from crm_contracts.sales.document_words import BillingBasis, ShipTo
from crm_contracts.sales.order_words import ExternalReference, LineChoice, QuotationLines
from crm_contracts.sales.views.orders import OrderView
from crm_contracts.sales.views.quotations import ExpiryView, QuotationView
from crm_kit.messages import command
from crm_kit.words import UNSET, Between, Currency, Items, Line, Note, Reason, Unset


@command(allow="sales.quotation.create", returns=QuotationView)
class CreateQuotation:
    """Offer something to a customer. Without `valid_until` it is valid as long as the settings say.

    A customer with open complaints, escalated or overdue tickets, its own or of its group of companies, is 409 `open_problem` with
    these, unless `acknowledge_open_tickets` says that one knows.
    """

    account_id: UUID
    lines: QuotationLines
    currency: Currency | None = None
    contact_id: UUID | None = None
    opportunity_id: UUID | None = None
    valid_until: dt.date | None = None
    billing_basis: BillingBasis | None = None
    payment_terms_id: UUID | None = None
    ship_to: ShipTo | None = None
    customer_reference: Line = ""
    note: Note = ""
    owner_id: UUID | None = None
    acknowledge_open_tickets: bool = False


@command(allow="sales.quotation.update", returns=QuotationView)
class ChangeQuotation:
    """Change a draft; `lines` replace what was there. 409 `use_revise` once it was submitted.

    While it is approved or sent, contact, opportunity and the customer's reference may still change: they are no part of the offer.
    """

    quotation_id: UUID
    version: int
    lines: QuotationLines | Unset = UNSET
    contact_id: UUID | Unset | None = UNSET
    opportunity_id: UUID | Unset | None = UNSET
    valid_until: dt.date | Unset = UNSET
    billing_basis: BillingBasis | Unset = UNSET
    payment_terms_id: UUID | Unset = UNSET
    ship_to: ShipTo | Unset | None = UNSET
    customer_reference: Line | Unset = UNSET
    note: Note | Unset = UNSET


@command(allow="sales.quotation.submit", returns=QuotationView)
class SubmitQuotation:
    """Have a quotation approved: at once where it is within the limits, else it waits. From here on it does not change any more.

    409 `no_commercial_change` where the revision before it is approved or sent and offers the same.
    """

    quotation_id: UUID
    version: int
    reason: Line = ""


@command(allow="sales.quotation.approve", returns=QuotationView)
class ApproveQuotation:
    """Let a quotation through that waits, as somebody else than its author."""

    quotation_id: UUID
    version: int
    comment: Note = ""


@command(allow="sales.quotation.return", returns=QuotationView)
class ReturnQuotation:
    """Send a quotation that waits back to its author, as somebody else."""

    quotation_id: UUID
    version: int
    comment: Reason


@command(allow="sales.quotation.withdraw", returns=QuotationView)
class WithdrawQuotation:
    """Take a quotation back that waits for approval."""

    quotation_id: UUID
    version: int


@command(allow="sales.quotation.send", returns=QuotationView)
class SendQuotation:
    """Say that the customer has the quotation. The revision before it is superseded."""

    quotation_id: UUID
    version: int


@command(allow="sales.quotation.accept", returns=QuotationView)
class AcceptQuotation:
    """The customer says yes; 409 `expired` after the last day of its validity, and 409 the second time."""

    quotation_id: UUID
    version: int
    comment: Line = ""


@command(allow="sales.quotation.decline", returns=QuotationView)
class DeclineQuotation:
    """The customer says no."""

    quotation_id: UUID
    version: int
    reason: Reason


@command(allow="sales.quotation.revise", returns=QuotationView)
class ReviseQuotation:
    """Make the next revision, a draft with the same lines, and answer with it. This one stands until that one is sent."""

    quotation_id: UUID
    version: int
    valid_until: dt.date | None = None


@command(allow="sales.quotation.copy", returns=QuotationView)
class CopyQuotation:
    """Make another quotation with the same lines, for the same customer unless one is named, and answer with it.

    Open problems of the customer have to be acknowledged as in a new one.

    Number, dates and approval are its own; with `reprice` prices that were found, and taxes, are looked up again.
    """

    quotation_id: UUID
    account_id: UUID | None = None
    reprice: bool = False
    acknowledge_open_tickets: bool = False


@command(allow="sales.quotation.cancel", returns=QuotationView)
class CancelQuotation:
    """Call a quotation off before anything of it is ordered. The revision before it is what it was."""

    quotation_id: UUID
    version: int
    reason: Reason


@command(allow="sales.quotation.order", returns=OrderView)
class OrderQuotation:
    """Make an order of a quotation, in whole or of the lines chosen, and answer with the order.

    409 where nothing of it is left to order, or less than is asked for; 409 `expired` unless it was accepted in time.
    """

    quotation_id: UUID
    version: int
    lines: Annotated[list[LineChoice], Items(200)] = field(default_factory=list)
    ordered_on: dt.date | None = None
    ship_to: ShipTo | None = None
    customer_reference: Line = ""
    external_reference: ExternalReference | None = None


@command(allow="sales.quotation.expire", returns=ExpiryView)
class ExpireQuotations:
    """Note which quotations the customer has not answered in time, at most so many at once. Only those that were sent expire."""

    limit: Annotated[int, Between(1, 1000)] = 500
