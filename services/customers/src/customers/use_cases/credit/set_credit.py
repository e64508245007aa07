"""Set the credit of an account."""

from crm_contracts.customers.commands.credit import SetCredit
from crm_kit.errors import Stale
from crm_kit.messages import given
from crm_kit.work import Work
from customers.app import app
from customers.credits import credit_of
from customers.domain.account import Account
from customers.domain.credit import Credit


@app.handles(SetCredit)
def set_credit(command: SetCredit, work: Work) -> Credit:
    account = work.get(Account, command.account_id, lock=True)
    credit = credit_of(work, account.id)
    if credit.version != command.version:
        raise Stale(record=credit, seen=command.version)
    credit.set(given(command, but=("account_id", "reason")))
    return credit if credit.version else work.add(credit)
