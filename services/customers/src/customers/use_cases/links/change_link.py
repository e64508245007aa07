"""Change a contact's part in an account."""

from crm_contracts.customers.commands.contacts import ChangeLink
from crm_kit.messages import given
from crm_kit.work import Work
from customers.app import app
from customers.domain.account_contact import AccountContact
from customers.links import get_link, step_down, tell_contact


@app.handles(ChangeLink)
def change_link(command: ChangeLink, work: Work) -> AccountContact:
    link = get_link(work, command.link_id, command.version)
    link.check_open(work.today)
    if command.is_primary is True and not link.is_primary:
        step_down(work, link.account_id)
    for name, value in given(command, but=("link_id",)).items():
        setattr(link, name, value)
    tell_contact(work, link)
    return link
