"""Create the account that another system knows under an id, or change it."""

from typing import Any
from uuid import UUID

from sqlalchemy import select

from crm_contracts.customers.commands.accounts import UpsertAccount
from crm_contracts.customers.words import ExternalId
from crm_kit.messages import given
from crm_kit.work import Work
from customers.accounts import change_account, open_account
from customers.app import app
from customers.domain.account import Account
from customers.domain.matching import external_key
from customers.tables import match_keys

BESIDE = ("system", "external_id", "confirm_duplicate", "reason")


@app.handles(UpsertAccount)
def upsert_account(command: UpsertAccount, work: Work) -> Account:
    fields = given(command, but=BESIDE)
    checks: dict[str, Any] = {"confirmed": command.confirm_duplicate, "reason": command.reason}
    known_id = _known(command, work)
    if known_id is None:
        return _create(command, work, fields, checks)
    account = work.get(Account, known_id, allow="customers.account.update")
    change_account(work, account, {name: value for name, value in fields.items() if name != "kind"}, **checks)
    return account


def _known(command: UpsertAccount, work: Work) -> UUID | None:
    key = external_key(command.system, command.external_id)
    return work.session.scalar(select(match_keys.c.record_id).where(match_keys.c.key == key))


def _create(command: UpsertAccount, work: Work, fields: dict[str, Any], checks: dict[str, Any]) -> Account:
    account = Account()
    known_as = [ExternalId(system=command.system, id=command.external_id)]
    account.describe({"types": [], "addresses": [], **fields, "external_ids": known_as})
    open_account(work, account, [], **checks)
    return account
