"""Quotations, page by page."""

from typing import Any

from sqlalchemy import Date, cast, func, select

from crm_contracts.sales.queries.quotations import ListQuotations
from crm_kit.listing import page
from crm_kit.work import Work
from sales.app import app
from sales.domain.copies import AccountCopy
from sales.domain.quotation import Quotation

_of_account = AccountCopy.id == Quotation.account_id
_over = Quotation.valid_until < cast(func.timezone("UTC", func.now()), Date)
COLUMNS = {
    "account_name": select(AccountCopy.name).where(_of_account).scalar_subquery(),
    "region": select(AccountCopy.region).where(_of_account).scalar_subquery(),
    "is_expired": (Quotation.status == "expired") | ((Quotation.status == "sent") & _over),
}


@app.answers(ListQuotations)
def list_quotations(query: ListQuotations, work: Work) -> dict[str, Any]:
    return page(work, query, Quotation, COLUMNS)
