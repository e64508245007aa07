"""Say what the solution is."""

from crm_contracts.service_desk.commands.tickets import SolveTicket
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.ticket import Ticket
from service_desk.lookups.acts import act
from service_desk.lookups.following import follow


@app.handles(SolveTicket)
def solve_ticket(command: SolveTicket, work: Work) -> Ticket:
    ticket = work.get(Ticket, command.ticket_id, version=command.version)
    ticket.solve(command.solution, command.cause_code, act(work))
    follow(work, ticket)
    return ticket
