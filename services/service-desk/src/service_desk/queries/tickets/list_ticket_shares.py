"""With whom a ticket is shared."""

from typing import Any

from crm_contracts.service_desk.queries.tickets import ListTicketShares
from crm_contracts.service_desk.views.shares import ShareView
from crm_kit.messages import dump
from crm_kit.sharing import shares_of
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.ticket import Ticket


@app.answers(ListTicketShares)
def list_ticket_shares(query: ListTicketShares, work: Work) -> dict[str, Any]:
    ticket = work.get(Ticket, query.ticket_id)
    return {"data": [dump(None, ShareView, row) for row in shares_of(work, ticket)], "has_more": False, "next_cursor": None}
