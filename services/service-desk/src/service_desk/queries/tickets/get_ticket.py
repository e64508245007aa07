"""One ticket."""

from crm_contracts.service_desk.queries.tickets import GetTicket
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.ticket import Ticket


@app.answers(GetTicket)
def get_ticket(query: GetTicket, work: Work) -> Ticket:
    return work.get(Ticket, query.ticket_id)
