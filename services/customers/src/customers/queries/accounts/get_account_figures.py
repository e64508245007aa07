"""What an account is worth, with its hierarchy and with those it brought along."""

from typing import Any

from sqlalchemy import CTE, func, select

from crm_contracts.customers.queries.accounts import GetAccountFigures
from crm_contracts.customers.views.accounts import AccountFigures, OpportunityFigures
from crm_kit.messages import dump
from crm_kit.money import Money
from crm_kit.visibility import visible
from crm_kit.work import Work
from customers.app import app
from customers.detail import one_of, read
from customers.domain.account import Account
from customers.figures import ACCOUNTS, COLUMNS, DAYS, NUMBERS
from customers.hierarchy import below
from customers.seen_orders import of_seen_orders

SUMS = [func.coalesce(func.sum(COLUMNS[name]), 0).label(name) for name in NUMBERS]
SUMS += [*(func.max(COLUMNS[name]).label(name) for name in DAYS), func.count(Account.id).label("accounts")]
AMOUNTS = ("pipeline", "revenue", "ordered")


@app.answers(GetAccountFigures)
def get_account_figures(query: GetAccountFigures, work: Work) -> dict[str, Any]:
    account, _ = read(work, Account, one_of(Account, Account.id), query.account_id)
    own = _sum(work, Account.id == account.id)
    hierarchy = _sum(work, Account.id.in_(_ids(below(Account.parent_id, account.id))))
    network = _sum(work, Account.id.in_(_ids(below(Account.referred_by, account.id))), Account.id != account.id)
    return dump(None, AccountFigures, {
        "account_id": account.id, "own": own, "hierarchy": hierarchy,
        "referred_accounts": network["accounts"], "network_value": network["revenue"],
    })  # fmt: skip


def _ids(tree: CTE) -> Any:
    return select(tree.c.id)


def _sum(work: Work, *which: Any) -> dict[str, Any]:
    known = visible(work.caller, Account, work.allow), Account.deleted_at.is_(None)
    everything = work.session.execute(select(*SUMS).select_from(ACCOUNTS).where(*which, *known)).one()._asdict()
    row = of_seen_orders(work, everything, select(Account.id).where(*which, *known))
    amounts = {name: Money(row[name], app.base_currency) for name in AMOUNTS}
    return dump(None, OpportunityFigures, {**row, **amounts})
