"""What endangers accounts: their open tickets that were escalated or missed a deadline, and their open complaints."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Text, exists, func, select
from sqlalchemy.dialects.postgresql import ARRAY

from customers.domain.account import Account
from customers.domain.copies import TicketCopy

DONE = ("closed", "cancelled", "merged")
_OF_ACCOUNT = (TicketCopy.account_id == Account.id, TicketCopy.risk.is_not(None))

IS_AT_RISK: Any = exists().where(*_OF_ACCOUNT).correlate(Account)
RISKS: Any = func.array(select(TicketCopy.risk).where(*_OF_ACCOUNT).correlate(Account).scalar_subquery(), type_=ARRAY(Text))


def risk_of(ticket: Any) -> str | None:
    """Why the ticket, as the service desk tells it, endangers its account, in words."""
    if ticket.status in DONE:
        return None
    if ticket.kind == "complaint":
        return f"Complaint {ticket.number} is open"
    if ticket.escalation_level:
        return f"Ticket {ticket.number} is escalated to level {ticket.escalation_level}"
    return f"Ticket {ticket.number} has missed a deadline" if ticket.is_overdue else None
