"""The credit of one account."""

from crm_contracts.customers.queries.credit import GetCredit
from crm_kit.work import Work
from customers.app import app
from customers.credits import credit_of
from customers.detail import one_of, read
from customers.domain.account import Account
from customers.domain.credit import Credit


@app.answers(GetCredit)
def get_credit(query: GetCredit, work: Work) -> Credit:
    account, _ = read(work, Account, one_of(Account, Account.id), query.account_id)
    return credit_of(work, account.id)
