"""End a share of an account, and those of its contacts where that is wished."""

from crm_contracts.customers.commands.accounts import UnshareAccount
from crm_contracts.customers.events import AccountUnshared
from crm_kit.sharing import unshare, unshare_all
from crm_kit.work import Work
from customers.app import app
from customers.domain.account import Account
from customers.links import contacts_of


@app.handles(UnshareAccount)
def unshare_account(command: UnshareAccount, work: Work) -> None:
    account = work.get(Account, command.account_id)
    gone = unshare(work, account, command.share_id)
    if command.with_children:
        unshare_all(work, contacts_of(work, account.id, allow="customers.contact.share"), gone["grantee_id"])
    account.record(AccountUnshared, **{**gone, "id": account.id}, share_id=gone["id"], with_children=command.with_children)
