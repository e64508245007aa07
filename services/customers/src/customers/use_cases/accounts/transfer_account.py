"""Give an account to another owner, with its contacts where that is wished."""

from crm_contracts.customers.commands.accounts import TransferAccount
from crm_kit.colleagues import Colleague, colleague
from crm_kit.work import Work
from customers.app import app
from customers.domain.account import Account
from customers.links import accounts_of_all, contacts_of


@app.handles(TransferAccount)
def transfer_account(command: TransferAccount, work: Work) -> Account:
    account = work.get(Account, command.account_id, version=command.version)
    owner, former_id = colleague(work, command.owner_id), account.owner_id
    account.give(owner.id, owner.team_path, command.cascade, command.reason)
    _take_along(work, account, former_id, owner, all_contacts=command.cascade.contacts)
    return account


def _take_along(work: Work, account: Account, former_id: object, owner: Colleague, *, all_contacts: bool) -> None:
    """The person behind the account follows always; the other contacts of the former owner where they are to."""
    followers = [
        contact
        for contact in contacts_of(work, account.id)
        if contact.id == account.person_id or (all_contacts and contact.owner_id == former_id)
    ]
    accounts = accounts_of_all(work, [contact.id for contact in followers])
    for contact in followers:
        contact.give(owner.id, owner.team_path, accounts[contact.id])
