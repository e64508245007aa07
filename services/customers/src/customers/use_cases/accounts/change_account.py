"""Change an account."""

from crm_contracts.customers.commands.accounts import ChangeAccount
from crm_kit.messages import given
from crm_kit.work import Work
from customers.accounts import change_account as change
from customers.app import app
from customers.domain.account import Account


@app.handles(ChangeAccount)
def change_account(command: ChangeAccount, work: Work) -> Account:
    account = work.get(Account, command.account_id, version=command.version)
    fields = given(command, but=("confirm_duplicate", "reason"))
    change(work, account, fields, confirmed=command.confirm_duplicate, reason=command.reason)
    return account
