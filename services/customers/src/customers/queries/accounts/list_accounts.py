"""Accounts, page by page."""

from typing import Any

from crm_contracts.customers.queries.accounts import ListAccounts
from crm_kit.listing import page
from crm_kit.work import Work
from customers.app import app
from customers.domain.account import Account
from customers.figures import ACCOUNTS, COLUMNS
from customers.searches import narrowed


@app.answers(ListAccounts)
def list_accounts(query: ListAccounts, work: Work) -> dict[str, Any]:
    return page(work, narrowed(work, query, "accounts"), Account, COLUMNS, source=ACCOUNTS)
