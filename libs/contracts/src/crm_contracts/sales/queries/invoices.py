"""What one can ask about invoices."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Annotated, ClassVar
from uuid import UUID

from crm_contracts.sales.views.invoices import InvoiceDetail, InvoiceRow, NumberGapsView
from crm_kit.lists import ListQuery
from crm_kit.messages import query
from crm_kit.words import Between

Year = Annotated[int, Between(1900, 2999)]


@query(allow="sales.invoice.read", returns=InvoiceDetail)
class GetInvoice:
    """One invoice, and where its goods and its paper are."""

    invoice_id: UUID


@query(allow="sales.invoice.read", returns=InvoiceRow)
class ListInvoices(ListQuery):
    """Invoices, newest first."""

    filters: ClassVar = (
        "number", "kind", "status", "account_id", "order_ids", "payment_status", "total", "open", "currency", "posted_on", "due_on",
        "is_overdue", "credits_id", "tax_number", "external_reference", "owner_id", "team_path", "created_at", "updated_at",
    )  # fmt: skip
    more: ClassVar = {"team_path": str, "credits_id": UUID, "currency": str, "open": Decimal, "posted_on": dt.date}
    sorts: ClassVar = ("created_at", "posted_on", "due_on", "updated_at")
    default_sort: ClassVar = "-created_at"
    searchable: ClassVar = True


@query(allow="sales.invoice.audit", returns=NumberGapsView)
class InvoiceNumberGaps:
    """Whether the numbers of invoices and credit notes, of one year or all, have gaps."""

    year: Year | None = None
