"""Propose what the customer shall get."""

from crm_contracts.service_desk.commands.complaints import OfferCompensation
from crm_kit.approval import Decision
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.ticket import Ticket
from service_desk.lookups.acts import act
from service_desk.lookups.following import follow


@app.handles(OfferCompensation)
def offer_compensation(command: OfferCompensation, work: Work) -> Ticket:
    ticket = work.get(Ticket, command.ticket_id, version=command.version)
    ticket.offer(command.compensation, command.note, Decision.of(work), act(work))
    follow(work, ticket)
    return ticket
