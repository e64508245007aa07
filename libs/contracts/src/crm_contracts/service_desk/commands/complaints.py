"""What one can do with complaints. A complaint is a ticket; its actions answer with the ticket."""

from __future__ import annotations

from uuid import UUID

from crm_contracts.service_desk.views.tickets import TicketView
from crm_contracts.service_desk.words import ComplaintOutcome, Department, Severity
from crm_kit.messages import command
from crm_kit.money import Money
from crm_kit.words import UNSET, Note, Reason, Unset


@command(allow="service_desk.complaint.raise", returns=TicketView)
class RaiseComplaint:
    """A request becomes a complaint. What happened before stays with it; the account's owner is told."""

    ticket_id: UUID
    version: int
    severity: Severity
    responsible_department: Department
    order_id: UUID | None = None
    reason: Reason


@command(allow="service_desk.complaint.downgrade", returns=TicketView)
class DowngradeComplaint:
    """A complaint turns out to be a request. Only whoever leads the desk says so."""

    ticket_id: UUID
    version: int
    reason: Reason


@command(allow="service_desk.complaint.update", returns=TicketView)
class ChangeComplaint:
    """Note what is found out about an open complaint: how grave it is, whose fault, why, and what is done about it."""

    ticket_id: UUID
    version: int
    severity: Severity | Unset = UNSET
    responsible_department: Department | Unset = UNSET
    cause: Note | Unset = UNSET
    root_cause: Note | Unset = UNSET
    corrective_action: Note | Unset = UNSET
    preventive_action: Note | Unset = UNSET


@command(allow="service_desk.complaint.offer", returns=TicketView)
class OfferCompensation:
    """Propose what the customer shall get, as money or in words. It waits for somebody else's approval."""

    ticket_id: UUID
    version: int
    compensation: Money | None = None
    note: Note = ""


@command(allow="service_desk.complaint.approve", returns=TicketView)
class ApproveCompensation:
    """Agree to the compensation that is proposed; not one's own (403 `own_record`)."""

    ticket_id: UUID
    version: int
    comment: Note = ""


@command(allow="service_desk.complaint.reject", returns=TicketView)
class RejectCompensation:
    """Turn down the compensation that is proposed; not one's own (403 `own_record`)."""

    ticket_id: UUID
    version: int
    comment: Reason


@command(allow="service_desk.complaint.settle", returns=TicketView)
class SettleComplaint:
    """The customer agrees with what comes of the complaint, or does not; `verdict` is what they say."""

    ticket_id: UUID
    version: int
    outcome: ComplaintOutcome
    verdict: Reason
