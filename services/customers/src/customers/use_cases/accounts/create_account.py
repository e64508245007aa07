"""Take in an account with its addresses and contacts."""

from crm_contracts.customers.commands.accounts import CreateAccount
from crm_kit.colleagues import give
from crm_kit.messages import given
from crm_kit.work import Work
from customers.accounts import open_account
from customers.app import app
from customers.detail import Detail
from customers.domain.account import Account
from customers.people import newcomers

BESIDE = ("owner_id", "contacts", "confirm_duplicate", "reason")


@app.handles(CreateAccount)
def create_account(command: CreateAccount, work: Work) -> Detail:
    if command.contacts or command.kind == "person":
        work.caller.require("customers.contact.create")
    account = Account()
    account.describe(given(command, but=BESIDE))
    give(work, account, command.owner_id)
    people = newcomers(command.contacts)
    links = open_account(work, account, people, confirmed=command.confirm_duplicate, reason=command.reason)
    return Detail(account, contacts=links, is_at_risk=False, risks=[], merged_into=None)
