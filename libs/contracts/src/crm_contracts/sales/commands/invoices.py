"""What one can do with invoices."""

from __future__ import annotations

import datetime as dt
from typing import Literal
from uuid import UUID

from crm_contracts.sales.document_words import Share
from crm_contracts.sales.money_words import Deduct, LinesBilled, LinesCredited, Orders, Reference
from crm_contracts.sales.views.invoices import InvoiceView
from crm_kit.messages import command
from crm_kit.money import Money
from crm_kit.words import UNSET, Label, Note, Reason, Unset


@command(allow="sales.invoice.create", returns=InvoiceView)
class CreateInvoice:
    """Invoice one or several orders of one account and currency: all that may be invoiced of them, or the lines that are named.

    What may be invoiced of a line is what was ordered or, by the order's billing basis, delivered, less what other invoices have,
    drafts included; more than that is a 409 `over_invoiced`. A `down_payment` asks for a `percent` or an `amount` of one order;
    later invoices deduct it, in proportion unless `deduct` says otherwise. `post` posts it at once. `due_on` takes the place of the
    order's terms.
    """

    orders: Orders
    kind: Literal["invoice", "down_payment"] = "invoice"
    lines: LinesBilled | None = None
    percent: Share | None = None
    amount: Money | None = None
    deduct: Deduct = "proportional"
    due_on: dt.date | None = None
    post: bool = False
    posted_on: dt.date | None = None
    tax_number: Reference | None = None
    tax_code: Label = ""
    tax_type: Label = ""
    remark: Note = ""
    external_reference: Reference | None = None


@command(allow="sales.invoice.update", returns=InvoiceView)
class ChangeInvoice:
    """Note the official tax number, its code and type, or a remark; amounts do not change."""

    invoice_id: UUID
    version: int
    tax_number: Reference | Unset | None = UNSET
    tax_code: Label | Unset = UNSET
    tax_type: Label | Unset = UNSET
    remark: Note | Unset = UNSET


@command(allow="sales.invoice.post", returns=InvoiceView)
class PostInvoice:
    """Give a draft its number and send it out, on a day that is not in a closed period.

    Advances that were kept for its orders settle it at once. Without a rate for its currency it is a 422 `missing_exchange_rate`.
    """

    invoice_id: UUID
    version: int
    posted_on: dt.date | None = None


@command(allow="sales.invoice.void", returns=InvoiceView)
class VoidInvoice:
    """Take a posted invoice out of the books; it keeps its number. Not while something is paid or credited on it (409)."""

    invoice_id: UUID
    version: int
    reason: Reason


@command(allow="sales.invoice.credit", returns=InvoiceView)
class CreditInvoice:
    """Take back a posted invoice, whole or the lines that are named, by a credit note, which is the answer.

    What is open of the invoice comes down; what was paid beyond the rest becomes an advance of the customer.
    """

    invoice_id: UUID
    version: int
    reason: Reason
    lines: LinesCredited | None = None
    posted_on: dt.date | None = None
    tax_number: Reference | None = None
    tax_code: Label = ""
    tax_type: Label = ""


@command(allow="sales.invoice.delete")
class DeleteInvoice:
    """Delete a draft; what it would have invoiced may be invoiced again."""

    invoice_id: UUID
    version: int
