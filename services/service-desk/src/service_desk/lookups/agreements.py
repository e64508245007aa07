"""Agreements of customers."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from crm_kit.work import Work
from service_desk.domain.agreement import Agreement
from service_desk.domain.ticket import Ticket


def policy_of_agreement(work: Work, ticket: Ticket) -> UUID | None:
    """The policy that the ticket's agreement names, while it is active."""
    if ticket.agreement_id is None:
        return None
    active = (Agreement.id == ticket.agreement_id, Agreement.status == "active")
    return work.session.scalar(select(Agreement.policy_id).where(*active))
