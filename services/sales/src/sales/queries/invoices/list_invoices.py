"""Invoices, page by page."""

from typing import Any

from sqlalchemy import Date, and_, cast, func, select

from crm_contracts.sales.queries.invoices import ListInvoices
from crm_kit.listing import page
from crm_kit.work import Work
from sales.app import app
from sales.domain.copies import AccountCopy
from sales.domain.invoice import Invoice

_today = cast(func.timezone("UTC", func.now()), Date)
COLUMNS = {
    "account_name": select(AccountCopy.name).where(AccountCopy.id == Invoice.account_id).scalar_subquery(),
    "currency": Invoice.total_currency,
    "is_overdue": and_(Invoice.status == "posted", Invoice.open_value > 0, func.coalesce(Invoice.due_on < _today, False)),
}


@app.answers(ListInvoices)
def list_invoices(query: ListInvoices, work: Work) -> dict[str, Any]:
    return page(work, query, Invoice, COLUMNS)
