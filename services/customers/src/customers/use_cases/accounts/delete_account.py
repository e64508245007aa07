"""Delete an account, with the person behind it."""

from crm_contracts.customers.commands.accounts import DeleteAccount
from crm_kit.errors import Conflict
from crm_kit.work import Work
from customers.app import app
from customers.domain.account import Account
from customers.domain.contact import Contact
from customers.duplicates import drop_keys
from customers.redirects import ids_of
from customers.references import references_to

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
    found = work.session.execute(references_to(ids_of(work, account.id)).limit(NAMED))
    references = [{"collection": collection, "id": str(record_id)} for collection, record_id, _ in found]
    if references:
        raise Conflict("Accounts below it, open opportunities or open orders point at it", code="in_use", references=references)
