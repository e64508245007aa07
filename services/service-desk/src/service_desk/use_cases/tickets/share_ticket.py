"""Show a ticket to somebody else."""

from typing import Any

from crm_contracts.service_desk.commands.tickets import ShareTicket
from crm_contracts.service_desk.views.shares import ShareView
from crm_kit.messages import dump
from crm_kit.sharing import share
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.ticket import Ticket


@app.handles(ShareTicket)
def share_ticket(command: ShareTicket, work: Work) -> dict[str, Any]:
    ticket = work.get(Ticket, command.ticket_id)
    made = share(work, ticket, command.grantee_kind, command.grantee_id, command.level, command.expires_at)
    return dump(None, ShareView, made)
