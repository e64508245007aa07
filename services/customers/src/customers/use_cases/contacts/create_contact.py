"""Take in a contact, with or without an account."""

from uuid import UUID

from crm_contracts.customers.commands.contacts import CreateContact
from crm_kit.colleagues import give
from crm_kit.errors import Invalid, NotFound
from crm_kit.messages import given
from crm_kit.work import Work
from customers.app import app
from customers.detail import Detail
from customers.domain.account import Account
from customers.domain.contact import Contact
from customers.duplicates import keep_keys, refuse_duplicates
from customers.links import link

BESIDE = ("owner_id", "account_id", "role", "is_primary", "confirm_duplicate", "reason")


@app.handles(CreateContact)
def create_contact(command: CreateContact, work: Work) -> Detail:
    contact = Contact()
    contact.describe(given(command, but=BESIDE), has_account=command.account_id is not None)
    account = _account(work, command.account_id) if command.account_id is not None else None
    give(work, contact, command.owner_id)
    if account is not None:
        contact.keep_or_take(account.owner_id, account.team_path)
    refuse_duplicates(work, {"": contact.match_keys()}, confirmed=command.confirm_duplicate, reason=command.reason)
    keep_keys(work, contact)
    work.add(contact)
    part = {"role": command.role, "is_primary": command.is_primary}
    links = [link(work, account, contact, **part)] if account is not None else []
    contact.arrive([{"id": each.account_id, **part} for each in links])
    return Detail(contact, accounts=links, merged_into=None)


def _account(work: Work, account_id: UUID) -> Account:
    try:
        return work.get(Account, account_id, allow="customers.account.read")
    except NotFound as error:
        raise Invalid.field("/account_id", "unknown_account", "There is no such account") from error
