"""Note that a contact plays a part in an account."""

from crm_contracts.customers.commands.contacts import LinkContact
from crm_kit.errors import Invalid, NotFound
from crm_kit.messages import given
from crm_kit.work import Work
from customers.app import app
from customers.domain.account import Account
from customers.domain.account_contact import AccountContact
from customers.domain.contact import Contact
from customers.links import accounts_of, link


@app.handles(LinkContact)
def link_contact(command: LinkContact, work: Work) -> AccountContact:
    account = work.get(Account, command.account_id)
    contact = _contact(command, work)
    made = link(work, account, contact, **given(command, but=("contact_id",)))
    work.flush()
    contact.tell(accounts_of(work, contact.id))
    return made


def _contact(command: LinkContact, work: Work) -> Contact:
    try:
        return work.get(Contact, command.contact_id, allow="customers.contact.read")
    except NotFound as error:
        raise Invalid.field("/contact_id", "unknown_contact", "There is no such contact") from error
