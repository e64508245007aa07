"""Bring a deleted account back, with the person behind it."""

from crm_contracts.customers.commands.accounts import RestoreAccount
from crm_kit.work import Work
from customers.app import app
from customers.domain.account import Account
from customers.domain.contact import Contact
from customers.duplicates import take_keys_back
from customers.links import accounts_of


@app.handles(RestoreAccount)
def restore_account(command: RestoreAccount, work: Work) -> Account:
    account = work.restore(Account, command.account_id, version=command.version)
    take_keys_back(work, account)
    account.come_back()
    if account.person_id is not None:
        _restore_person(work, work.session.get_one(Contact, account.person_id))
    return account


def _restore_person(work: Work, contact: Contact) -> None:
    take_keys_back(work, contact)
    contact.deleted_at = None
    contact.come_back(accounts_of(work, contact.id))
