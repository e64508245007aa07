"""Show an account, and its contacts where that is wished, to somebody else."""

from typing import Any

from crm_contracts.customers.commands.accounts import ShareAccount
from crm_contracts.customers.events import AccountShared
from crm_contracts.customers.views.others import ShareView
from crm_kit.messages import dump
from crm_kit.sharing import share, share_all
from crm_kit.work import Work
from customers.app import app
from customers.domain.account import Account
from customers.links import contacts_of


@app.handles(ShareAccount)
def share_account(command: ShareAccount, work: Work) -> dict[str, Any]:
    account = work.get(Account, command.account_id)
    terms = (command.grantee_kind, command.grantee_id, command.level, command.expires_at)
    made = share(work, account, *terms)
    if command.with_children:
        share_all(work, contacts_of(work, account.id, allow="customers.contact.share"), *terms)
    account.record(AccountShared, **{**made, "id": account.id}, share_id=made["id"], with_children=command.with_children)
    return dump(None, ShareView, made)
