"""What is shown of contacts."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from crm_contracts.customers.views.links import ContactAccountRow
from crm_contracts.customers.words import Address, Channel, ConsentStatus, ContactKind, EmailEntry, LegalBasis, PhoneEntry
from crm_kit.messages import view


@view
class ContactRow:
    """A contact in a list; `email` and `phone` are the primary ones."""

    id: UUID
    version: int
    full_name: str
    first_name: str
    last_name: str
    title: str
    kind: ContactKind
    email: str | None
    phone: str | None
    owner_id: UUID
    created_at: dt.datetime
    updated_at: dt.datetime


@view
class ContactView(ContactRow):
    """A contact with all that it knows of itself. `personal_account_id` is the account of a personal customer."""

    emails: list[EmailEntry]
    phones: list[PhoneEntry]
    addresses: list[Address]
    personal_account_id: UUID | None
    team_path: str
    created_by: UUID


@view
class ContactDetail(ContactView):
    """A contact with its accounts, those of today first, at most 100 of them.

    `merged_into` is set where the id that was asked for has been merged into this contact.
    """

    accounts: list[ContactAccountRow]
    merged_into: UUID | None


@view
class ConsentRow:
    """What a contact agreed to, or not, on a channel for a topic."""

    id: UUID
    contact_id: UUID
    channel: Channel
    topic: str
    status: ConsentStatus
    basis: LegalBasis
    source: str
    evidence: str
    at: dt.datetime
    is_current: bool
    created_at: dt.datetime
    created_by: UUID
