"""End a contact's part in an account."""

from crm_contracts.customers.commands.contacts import CloseLink
from crm_kit.work import Work
from customers.app import app
from customers.domain.account_contact import AccountContact
from customers.links import get_link, tell_contact


@app.handles(CloseLink)
def close_link(command: CloseLink, work: Work) -> AccountContact:
    link = get_link(work, command.link_id, command.version)
    link.close(command.to_on or work.today)
    tell_contact(work, link)
    return link
