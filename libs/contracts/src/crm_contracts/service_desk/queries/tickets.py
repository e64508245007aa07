"""What one can ask about tickets."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar
from uuid import UUID

from crm_contracts.service_desk.views.shares import SharesView
from crm_contracts.service_desk.views.tickets import JournalRow, TicketRow, TicketView
from crm_kit.lists import ListQuery
from crm_kit.messages import query

FILTERS = (
    "status", "kind", "nature", "source", "validity", "urgency", "impact", "severity", "problem_type_id", "account_id",
    "contact_id", "asset_id", "product_id", "agreement_id", "entitlement", "group_id", "owner_id", "number", "next_due",
    "next_clock", "is_overdue", "escalation_level", "reopen_count", "is_unresolved", "previous_id", "merged_into", "created_at",
    "updated_at",
)  # fmt: skip
MORE = {
    "validity": str, "problem_type_id": UUID, "agreement_id": UUID, "is_unresolved": bool, "previous_id": UUID, "merged_into": UUID,
}  # fmt: skip


@query(allow="service_desk.ticket.read", returns=TicketView)
class GetTicket:
    """One ticket."""

    ticket_id: UUID


@query(allow="service_desk.ticket.read", returns=TicketRow)
class ListTickets(ListQuery):
    """Tickets, newest first."""

    filters: ClassVar = FILTERS
    more: ClassVar = MORE
    sorts: ClassVar = ("created_at", "updated_at", "number")
    default_sort: ClassVar = "-created_at"
    searchable: ClassVar = True


@query(allow="service_desk.ticket.read", returns=TicketRow)
class ListUnresolvedTickets(ListQuery):
    """Requests and complaints that wait for a solution: those first whose next clock runs out first, those without one last."""

    filters: ClassVar = FILTERS
    more: ClassVar = {**MORE, "due_by": dt.datetime}
    sorts: ClassVar = ("due_by", "created_at")
    default_sort: ClassVar = "due_by"
    searchable: ClassVar = True


@query(allow="service_desk.ticket.read", returns=JournalRow)
class ListTicketJournal(ListQuery):
    """What happened to tickets, latest first."""

    filters: ClassVar = ("ticket_id", "kind", "actor_id", "at", "before", "after")
    sorts: ClassVar = ("at",)
    default_sort: ClassVar = "-at"


@query(allow="service_desk.ticket.read", returns=SharesView)
class ListTicketShares:
    """With whom a ticket is shared, oldest first."""

    ticket_id: UUID
