"""What the service desk tells."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from crm_contracts.service_desk.words import (
    AssetStatus,
    ClockPoint,
    Cover,
    EscalationTrigger,
    Severity,
    TicketKind,
    TicketNature,
    TicketSource,
    TicketStatus,
    Urgency,
)
from crm_kit.messages import event

# --- tickets ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class _Ticket:
    """A ticket as it stands, whole, so that any one event is enough to keep a copy.

    `escalation_level` is 0 while nothing is escalated; `is_overdue` while a clock that ran out has not been stopped.
    `suppresses_promotion` says that marketing leaves the account alone: the ticket is open and escalated, or an open complaint.
    """

    id: UUID
    number: str
    kind: TicketKind
    nature: TicketNature
    status: TicketStatus
    source: TicketSource
    urgency: Urgency
    subject: str
    account_id: UUID | None
    contact_id: UUID | None
    asset_id: UUID | None
    product_id: UUID | None
    entitlement: Cover
    escalation_level: int
    is_overdue: bool
    suppresses_promotion: bool
    reopen_count: int
    group_id: UUID | None
    owner_id: UUID


@event("service_desk.ticket.created.v1")
class TicketCreated(_Ticket):
    """Somebody asks for something."""


@event("service_desk.ticket.updated.v1")
class TicketUpdated(_Ticket):
    """A ticket changed or moved without an event of its own."""


@event("service_desk.ticket.assigned.v1")
class TicketAssigned(_Ticket):
    """A ticket has a group or somebody who works on it."""

    user_id: UUID | None
    rule_id: UUID | None


@event("service_desk.ticket.unassigned.v1")
class TicketUnassigned(_Ticket):
    """A rule gave the ticket to a group of which nobody could take it now: it waits in the queue."""

    rule_id: UUID
    reason: str


@event("service_desk.ticket.sla_warning.v1")
class TicketSlaWarning(_Ticket):
    """A clock of the ticket has used up most of its time; `pct` of the target."""

    clock: ClockPoint
    due: dt.datetime
    pct: int


@event("service_desk.ticket.sla_breached.v1")
class TicketSlaBreached(_Ticket):
    """A clock of the ticket was missed."""

    clock: ClockPoint
    due: dt.datetime
    pct: int


@event("service_desk.ticket.escalated.v1")
class TicketEscalated(_Ticket):
    """The ticket went a level up; `notified` are the users who are told."""

    from_level: int
    to_level: int
    trigger: EscalationTrigger
    reason: str
    notified: list[UUID]


@event("service_desk.ticket.solved.v1")
class TicketSolved(_Ticket):
    """There is a solution."""

    cause_code: str


@event("service_desk.ticket.closed.v1")
class TicketClosed(_Ticket):
    """The ticket is done with; what it held back is free again."""

    cause_code: str


@event("service_desk.ticket.reopened.v1")
class TicketReopened(_Ticket):
    """The solution did not hold; the clocks go on."""

    reason: str


@event("service_desk.ticket.deleted.v1")
class TicketDeleted(_Ticket):
    """A ticket was deleted; what it held back is free again."""


@event("service_desk.ticket.restored.v1")
class TicketRestored(_Ticket):
    """A deleted ticket is there again."""


@event("service_desk.complaint.raised.v1")
class ComplaintRaised(_Ticket):
    """The customer complains; `notified` are the users who are told."""

    ticket_id: UUID
    severity: Severity
    order_id: UUID | None
    notified: list[UUID]


@event("service_desk.complaint.resolved.v1")
class ComplaintResolved(_Ticket):
    """The complaint is settled."""

    ticket_id: UUID
    severity: Severity
    root_cause: str
    compensation: str


TICKET_EVENTS = (
    TicketCreated, TicketUpdated, TicketAssigned, TicketSlaWarning, TicketSlaBreached, TicketEscalated, TicketSolved, TicketClosed,
    TicketReopened, TicketDeleted, TicketRestored, ComplaintRaised, ComplaintResolved,
)  # fmt: skip
"""Every event that carries the whole ticket, for those who keep copies of tickets."""

# --- installed base --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class _Asset:
    """Something a customer has from us. `warranty_until` is the last day of its warranty, None without one."""

    id: UUID
    number: str
    account_id: UUID
    product_id: UUID
    serial: str | None
    qty: str
    status: AssetStatus
    sold_on: dt.date
    warranty_until: dt.date | None
    order_id: UUID | None
    owner_id: UUID


@event("service_desk.asset.created.v1")
class AssetCreated(_Asset):
    """A customer has something new from us."""


@event("service_desk.asset.status_changed.v1")
class AssetStatusChanged(_Asset):
    """An asset is in use, in repair, returned or scrapped."""


@dataclass(frozen=True, kw_only=True)
class _Agreement:
    """A service agreement as it stands."""

    id: UUID
    number: str
    status: str
    account_id: UUID
    starts_on: dt.date
    ends_on: dt.date
    owner_id: UUID


@event("service_desk.agreement.activated.v1")
class AgreementActivated(_Agreement):
    """Service is due under the agreement from its first day."""


@event("service_desk.agreement.ended.v1")
class AgreementEnded(_Agreement):
    """The agreement ran out or was ended."""
