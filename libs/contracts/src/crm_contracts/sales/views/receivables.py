"""What sales shows of what customers owe."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from crm_kit.messages import view
from crm_kit.money import Money


@view
class AgeingRow:
    """What one account owes in one currency, by how many days it is overdue.

    `not_due` is due on the day of the report or later, `days_1_30` one to thirty days before it, and so on. `in_base` is the total
    at the rates of the invoices.
    """

    account_id: UUID
    account_name: str | None
    currency: str
    not_due: Money
    days_1_30: Money
    days_31_60: Money
    days_61_90: Money
    days_over_90: Money
    total: Money
    overdue: Money
    in_base: Money
    oldest_days: int


@view
class AgeingView:
    """Receivables by age as of the end of a day, by account; the totals are those of all accounts, not of the page alone.

    `next_after` is what `after` takes to get the accounts that follow.
    """

    as_of: dt.date
    base_currency: str
    rows: list[AgeingRow]
    total_in_base: Money
    overdue_in_base: Money
    has_more: bool
    next_after: UUID | None


@view
class AccountBalanceView:
    """How an account stands, in the base currency.

    `open_orders` is what is not invoiced yet of confirmed orders, `unpaid` what is open of posted invoices, `overdue` what of that
    is past its day, `advances` what was paid beyond invoices. `exposure` is open orders and unpaid invoices less advances,
    `available` what the limit leaves of it; None where there is no limit.
    """

    account_id: UUID
    base_currency: str
    open_orders: Money
    orders: int
    unpaid: Money
    invoices: int
    overdue: Money
    oldest_days: int
    advances: Money
    exposure: Money
    limit: Money | None
    available: Money | None
    terms_days: int | None
