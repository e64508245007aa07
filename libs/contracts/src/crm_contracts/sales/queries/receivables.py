"""What one can ask about what customers owe."""

from __future__ import annotations

import datetime as dt
from typing import Annotated
from uuid import UUID

from crm_contracts.sales.views.receivables import AccountBalanceView, AgeingView
from crm_kit.messages import query
from crm_kit.words import Between, Currency


@query(allow="sales.receivable.read", returns=AgeingView)
class ListReceivables:
    """What accounts owe, by age (0, 30, 60, 90 days past the due date), as of the end of a day (today unless it is named).

    Only invoices that the caller may see count. An account has one row for each currency.
    """

    as_of: dt.date | None = None
    account_id: UUID | None = None
    owner_id: UUID | None = None
    currency: Currency | None = None
    overdue_only: bool = False
    after: UUID | None = None
    limit: Annotated[int, Between(1, 200)] = 50


@query(allow="sales.receivable.read", returns=AccountBalanceView)
class AccountBalance:
    """How an account stands: open orders, unpaid and overdue invoices, advances, credit limit and exposure."""

    account_id: UUID
