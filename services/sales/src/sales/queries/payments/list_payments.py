"""Payments, page by page."""

from typing import Any

from sqlalchemy import select

from crm_contracts.sales.queries.payments import ListPayments
from crm_kit.listing import page
from crm_kit.work import Work
from sales.app import app
from sales.domain.copies import AccountCopy
from sales.domain.payment import Payment

COLUMNS = {
    "account_name": select(AccountCopy.name).where(AccountCopy.id == Payment.account_id).scalar_subquery(),
    "currency": Payment.amount_currency,
}


@app.answers(ListPayments)
def list_payments(query: ListPayments, work: Work) -> dict[str, Any]:
    return page(work, query, Payment, COLUMNS)
