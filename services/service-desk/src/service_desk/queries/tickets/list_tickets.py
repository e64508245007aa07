"""Tickets, page by page."""

from typing import Any

from crm_contracts.service_desk.queries.tickets import ListTickets
from crm_kit.listing import page
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.ticket import Ticket
from service_desk.lookups.remaining import COLUMNS


@app.answers(ListTickets)
def list_tickets(query: ListTickets, work: Work) -> dict[str, Any]:
    return page(work, query, Ticket, COLUMNS)
