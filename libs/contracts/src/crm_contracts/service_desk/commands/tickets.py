"""What one can do with tickets."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from crm_contracts.service_desk.views.shares import ShareView
from crm_contracts.service_desk.views.tickets import TicketView
from crm_contracts.service_desk.words import (
    CancelValidity,
    Code,
    Department,
    GranteeKind,
    Impact,
    MessageId,
    Severity,
    ShareLevel,
    TicketNature,
    TicketSource,
    Urgency,
    Validity,
)
from crm_kit.messages import command, value
from crm_kit.words import UNSET, Name, Note, Reason, Unset


@value
class NewComplaint:
    """What a complaint begins with."""

    severity: Severity
    responsible_department: Department
    order_id: UUID | None = None


@command(allow="service_desk.ticket.create", returns=TicketView)
class CreateTicket:
    """Take in what somebody asks for.

    `owner_id` or `group_id` (a team) has it at once; without either the assignment rules decide, else it is the caller's.
    The nature `complaint` needs `complaint`. The same `source` and `message_id` again give the same ticket.
    """

    subject: Name
    nature: TicketNature
    source: TicketSource = "api"
    description: Note = ""
    urgency: Urgency = "normal"
    impact: Impact = "one"
    problem_type_id: UUID | None = None
    account_id: UUID | None = None
    contact_id: UUID | None = None
    asset_id: UUID | None = None
    product_id: UUID | None = None
    agreement_id: UUID | None = None
    language: Code | None = None
    message_id: MessageId | None = None
    complaint: NewComplaint | None = None
    owner_id: UUID | None = None
    group_id: UUID | None = None


@command(allow="service_desk.ticket.update", returns=TicketView)
class ChangeTicket:
    """Correct what is known of a ticket that is not done with."""

    ticket_id: UUID
    version: int
    subject: Name | Unset = UNSET
    nature: TicketNature | Unset = UNSET
    validity: Validity | Unset = UNSET
    description: Note | Unset = UNSET
    urgency: Urgency | Unset = UNSET
    impact: Impact | Unset = UNSET
    problem_type_id: UUID | Unset | None = UNSET
    account_id: UUID | Unset | None = UNSET
    contact_id: UUID | Unset | None = UNSET
    asset_id: UUID | Unset | None = UNSET
    product_id: UUID | Unset | None = UNSET
    agreement_id: UUID | Unset | None = UNSET
    language: Code | Unset | None = UNSET


@command(allow="service_desk.ticket.accept", returns=TicketView)
class AcceptTicket:
    """Take note of a new ticket: somebody sees to it."""

    ticket_id: UUID
    version: int


@command(allow="service_desk.ticket.allocate", returns=TicketView)
class AllocateTicket:
    """Give an accepted ticket to a user or into a team's queue."""

    ticket_id: UUID
    version: int
    owner_id: UUID | None = None
    group_id: UUID | None = None


@command(allow="service_desk.ticket.take", returns=TicketView)
class TakeTicket:
    """Take a ticket out of its group's queue. Of several who do so at once one gets it, the others 409 `already_taken`."""

    ticket_id: UUID


@command(allow="service_desk.ticket.transfer", returns=TicketView)
class TransferTicket:
    """Give a ticket to another user or group. Its state and its clocks stay as they are."""

    ticket_id: UUID
    version: int
    owner_id: UUID | None = None
    group_id: UUID | None = None


@command(allow="service_desk.ticket.start", returns=TicketView)
class StartTicket:
    """Begin to work on an allocated ticket."""

    ticket_id: UUID
    version: int


@command(allow="service_desk.ticket.wait", returns=TicketView)
class AwaitCustomer:
    """The customer has to answer first."""

    ticket_id: UUID
    version: int
    reason: Reason | None = None


@command(allow="service_desk.ticket.wait", returns=TicketView)
class AwaitThirdParty:
    """Somebody else has to do something first."""

    ticket_id: UUID
    version: int
    reason: Reason | None = None


@command(allow="service_desk.ticket.resume", returns=TicketView)
class ResumeTicket:
    """Go on with a ticket that waited."""

    ticket_id: UUID
    version: int


@command(allow="service_desk.ticket.solve", returns=TicketView)
class SolveTicket:
    """Say what the solution is. The ticket closes by itself after the days of the settings unless somebody reopens it."""

    ticket_id: UUID
    version: int
    solution: Reason
    cause_code: Code


@command(allow="service_desk.ticket.confirm", returns=TicketView)
class ConfirmTicket:
    """The customer agrees with the solution; the ticket is closed. A complaint needs its closure (409 `closure_incomplete`)."""

    ticket_id: UUID
    version: int


@command(allow="service_desk.ticket.reopen", returns=TicketView)
class ReopenTicket:
    """The solution did not hold. Within the days of the settings the ticket goes on with its clocks; later a new ticket comes
    of it, linked by `previous_id`, and that is the answer."""

    ticket_id: UUID
    version: int
    reason: Reason


@command(allow="service_desk.ticket.cancel", returns=TicketView)
class CancelTicket:
    """Put a ticket aside that nobody has begun to work on, for it is none of ours."""

    ticket_id: UUID
    version: int
    validity: CancelValidity
    reason: Reason


@command(allow="service_desk.ticket.merge", returns=TicketView)
class MergeTicket:
    """A ticket is the same as an open one and goes on as that; answers to it reach the survivor."""

    ticket_id: UUID
    version: int
    target_id: UUID
    reason: Reason


@command(allow="service_desk.ticket.unmerge", returns=TicketView)
class UnmergeTicket:
    """Undo a merge, within 7 days (else 409 `undo_expired`)."""

    ticket_id: UUID
    version: int


@command(allow="service_desk.ticket.delete")
class DeleteTicket:
    """Delete a ticket; it can be restored for 30 days."""

    ticket_id: UUID
    version: int


@command(allow="service_desk.ticket.restore", returns=TicketView)
class RestoreTicket:
    """Bring a deleted ticket back."""

    ticket_id: UUID
    version: int


@command(allow="service_desk.ticket.share", returns=ShareView)
class ShareTicket:
    """Show a ticket to one more user, team or role, to read or to change, for a while or for good."""

    ticket_id: UUID
    grantee_kind: GranteeKind
    grantee_id: UUID
    level: ShareLevel = "read"
    expires_at: dt.datetime | None = None


@command(allow="service_desk.ticket.share")
class UnshareTicket:
    """End a share of a ticket."""

    ticket_id: UUID
    share_id: UUID
