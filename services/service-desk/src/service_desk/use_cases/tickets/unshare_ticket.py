"""End a share of a ticket."""

from crm_contracts.service_desk.commands.tickets import UnshareTicket
from crm_kit.sharing import unshare
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.ticket import Ticket


@app.handles(UnshareTicket)
def unshare_ticket(command: UnshareTicket, work: Work) -> None:
    unshare(work, work.get(Ticket, command.ticket_id), command.share_id)
