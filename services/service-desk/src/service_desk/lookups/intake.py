"""Taking in a new ticket."""

from __future__ import annotations

from uuid import UUID

from crm_contracts.service_desk.commands.tickets import NewComplaint
from crm_kit.errors import Invalid
from crm_kit.work import Work
from service_desk.domain.ticket import Ticket
from service_desk.lookups.acts import act
from service_desk.lookups.assigning import assign_by_rules
from service_desk.lookups.customers import account_of, account_owner
from service_desk.lookups.entitlements import check_entitlement
from service_desk.lookups.following import follow
from service_desk.lookups.holders import holder


def complaint_of(ticket: Ticket, told: NewComplaint | None) -> None:
    """Make it a complaint where it is one; Invalid (422) where only half of that is said."""
    if (ticket.nature == "complaint") != (told is not None):
        raise Invalid.field("/complaint", "required", "`complaint` comes with the nature complaint, and only with that")
    if told is not None:
        ticket.complain(told.severity, told.responsible_department, told.order_id)


def take_in(work: Work, ticket: Ticket, owner_id: UUID | None = None, group_id: UUID | None = None) -> Ticket:
    """A new ticket arrives, with its number; whom it is given to has it, else whom the rules say.

    A contact of one account alone speaks for that.
    """
    if ticket.contact_id and not ticket.account_id:
        ticket.account_id = account_of(work, ticket.contact_id)
    work.add(ticket).arrive(act(work), account_owner(work, ticket))
    check_entitlement(work, ticket, agreement_named=ticket.agreement_id is not None)
    if owner_id or group_id:
        ticket.assign(holder(work, owner_id, group_id), act(work))
    else:
        assign_by_rules(work, ticket)
    follow(work, ticket)
    ticket.number = work.number("T")
    return ticket
