"""Whom an account is shared with."""

from typing import Any

from crm_contracts.customers.queries.accounts import ListAccountShares
from crm_contracts.customers.views.others import ShareView
from crm_kit.messages import dump
from crm_kit.sharing import shares_of
from crm_kit.work import Work
from customers.app import app
from customers.domain.account import Account


@app.answers(ListAccountShares)
def list_account_shares(query: ListAccountShares, work: Work) -> dict[str, Any]:
    account = work.get(Account, query.account_id)
    return {"data": [dump(None, ShareView, row) for row in shares_of(work, account)], "has_more": False, "next_cursor": None}
