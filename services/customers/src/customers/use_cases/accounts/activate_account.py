"""Take up business with an inactive account again."""

from crm_contracts.customers.commands.accounts import ActivateAccount
from crm_kit.work import Work
from customers.app import app
from customers.domain.account import Account


@app.handles(ActivateAccount)
def activate_account(command: ActivateAccount, work: Work) -> Account:
    account = work.get(Account, command.account_id, version=command.version)
    account.activate()
    return account
