"""Delete an account, with the person behind it."""

from sqlalchemy import literal, or_, select, union_all

from crm_contracts.customers.commands.accounts import DeleteAccount
from crm_kit.errors import Conflict
from crm_kit.work import Work
from customers.app import app
from customers.domain.account import Account
from customers.domain.contact import Contact
from customers.domain.copies import OpportunityCopy, OrderCopy
from customers.duplicates import drop_keys

OPEN = ("open", "on_hold")
OPEN_ORDER = ("confirmed", "on_hold")
NAMED = 20


@app.handles(DeleteAccount)
def delete_account(command: DeleteAccount, work: Work) -> None:
    account = work.get(Account, command.account_id, version=command.version)
    _refuse_in_use(work, account)
    _remove(work, account)
    if account.person_id is not None:
        _remove(work, work.session.get_one(Contact, account.person_id))


def _remove(work: Work, record: Account | Contact) -> None:
    drop_keys(work, record)
    record.leave()
    work.remove(record)


def _refuse_in_use(work: Work, account: Account) -> None:
    below = select(literal("accounts"), Account.id).where(Account.parent_id == account.id, Account.deleted_at.is_(None))
    buys = or_(OpportunityCopy.account_id == account.id, OpportunityCopy.account_ids.contains([account.id]))
    open_ones = select(literal("opportunities"), OpportunityCopy.id).where(buys, OpportunityCopy.status.in_(OPEN))
    ordered = OrderCopy.account_id == account.id, OrderCopy.status.in_(OPEN_ORDER)
    orders = select(literal("orders"), OrderCopy.id).where(*ordered)
    found = work.session.execute(union_all(below, open_ones, orders).limit(NAMED))
    references = [{"collection": collection, "id": str(record_id)} for collection, record_id in found]
    if references:
        raise Conflict("Accounts below it, open opportunities or open orders point at it", code="in_use", references=references)
