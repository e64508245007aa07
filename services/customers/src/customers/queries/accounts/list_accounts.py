"""Accounts, page by page."""

from typing import Any

from sqlalchemy import case, outerjoin

from crm_contracts.customers.queries.accounts import ListAccounts
from crm_kit.listing import page
from crm_kit.visibility import visible
from crm_kit.work import Work
from customers.app import app
from customers.domain.account import Account
from customers.domain.credit import Credit
from customers.risks import IS_AT_RISK
from customers.searches import narrowed
from customers.seen_orders import seen_figures


@app.answers(ListAccounts)
def list_accounts(query: ListAccounts, work: Work) -> dict[str, Any]:
    grade = case((visible(work.caller, Account, "customers.credit.read"), Credit.grade))
    figures, accounts = seen_figures(work)
    columns = {**figures, "credit_grade": grade, "is_at_risk": IS_AT_RISK}
    with_credit = outerjoin(accounts, Credit, Credit.id == Account.id)
    return page(work, narrowed(work, query, "accounts"), Account, columns, source=with_credit)
