"""Note that there is no more business with an account."""

from crm_contracts.customers.commands.accounts import DeactivateAccount
from crm_kit.work import Work
from customers.app import app
from customers.domain.account import Account


@app.handles(DeactivateAccount)
def deactivate_account(command: DeactivateAccount, work: Work) -> Account:
    account = work.get(Account, command.account_id, version=command.version)
    account.deactivate()
    return account
