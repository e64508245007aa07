"""What one can do with contacts, their links to accounts, and their consents."""

from __future__ import annotations

import datetime as dt
from dataclasses import field
from uuid import UUID

from crm_contracts.customers.views.contacts import ConsentRow, ContactDetail, ContactView
from crm_contracts.customers.views.links import AccountContactView
from crm_contracts.customers.views.others import ShareView
from crm_contracts.customers.words import (
    Addresses,
    Channel,
    ConsentStatus,
    ContactKind,
    Emails,
    GranteeKind,
    LegalBasis,
    Phones,
    ShareLevel,
    Topic,
)
from crm_kit.messages import command
from crm_kit.words import UNSET, Label, Line, Name, Note, Unset


@command(allow="customers.contact.create", returns=ContactDetail)
class CreateContact:
    """Take in somebody to talk to, with or without an account. One name and one way to reach them are needed.

    Refused as `duplicate` where an e-mail address or phone number is another contact's; as `possible_duplicate` where name and end
    of a phone number are alike, unless `confirm_duplicate` with a `reason` says that it is somebody else.
    """

    first_name: Label = ""
    last_name: Label = ""
    full_name: Name | None = None
    title: Label = ""
    kind: ContactKind = "employee"
    emails: Emails = field(default_factory=list)
    phones: Phones = field(default_factory=list)
    addresses: Addresses = field(default_factory=list)
    owner_id: UUID | None = None
    account_id: UUID | None = None
    role: Label = ""
    is_primary: bool = False
    confirm_duplicate: bool = False
    reason: Line = ""


@command(allow="customers.contact.update", returns=ContactView)
class ChangeContact:
    """Change a contact. Lists are replaced whole. The account of a personal customer follows in the same transaction."""

    contact_id: UUID
    version: int
    first_name: Label | Unset = UNSET
    last_name: Label | Unset = UNSET
    full_name: Name | Unset | None = UNSET
    title: Label | Unset = UNSET
    kind: ContactKind | Unset = UNSET
    emails: Emails | Unset = UNSET
    phones: Phones | Unset = UNSET
    addresses: Addresses | Unset = UNSET
    confirm_duplicate: bool = False
    reason: Line = ""


@command(allow="customers.contact.transfer", returns=ContactView)
class TransferContact:
    """Give a contact to another owner."""

    contact_id: UUID
    version: int
    owner_id: UUID
    reason: Line = ""


@command(allow="customers.contact.delete")
class DeleteContact:
    """Delete a contact; it can be restored for 30 days. Refused as `in_use` for the mirrored contact of a personal customer."""

    contact_id: UUID
    version: int
    reason: Line = ""


@command(allow="customers.contact.restore", returns=ContactView)
class RestoreContact:
    """Bring a deleted contact back, if nobody took its place meanwhile."""

    contact_id: UUID
    version: int


@command(allow="customers.contact.share", returns=ShareView)
class ShareContact:
    """Show a contact to one more user, team or role, or change how."""

    contact_id: UUID
    grantee_kind: GranteeKind
    grantee_id: UUID
    level: ShareLevel = "read"
    expires_at: dt.datetime | None = None


@command(allow="customers.contact.share")
class UnshareContact:
    """End a share of a contact."""

    contact_id: UUID
    share_id: UUID


# --- links -----------------------------------------------------------------------------------------------------------


@command(allow="customers.account.update", returns=AccountContactView)
class LinkContact:
    """Note that a contact plays a part in an account, from one day to another. A second link at the same time is a 409."""

    account_id: UUID
    contact_id: UUID
    role: Label = ""
    title: Label = ""
    from_on: dt.date | None = None
    to_on: dt.date | None = None
    is_primary: bool = False


@command(allow="customers.account.update", returns=AccountContactView)
class ChangeLink:
    """Change a contact's part in an account. A new primary contact takes the place of the old one."""

    link_id: UUID
    version: int
    role: Label | Unset = UNSET
    title: Label | Unset = UNSET
    is_primary: bool | Unset = UNSET


@command(allow="customers.account.update", returns=AccountContactView)
class CloseLink:
    """End a contact's part in an account, today or on the day given: somebody changes job. The link stays in the history."""

    link_id: UUID
    version: int
    to_on: dt.date | None = None


# --- consents --------------------------------------------------------------------------------------------------------


@command(allow="customers.consent.create", returns=ConsentRow)
class RecordConsent:
    """Note what a contact agrees to, or not, on a channel for a topic. Nothing that was noted is ever changed.

    The latest `at` counts; but after opting out only an explicit `opted_in` with `evidence`, given later, counts (else 409
    `opted_out`).
    """

    contact_id: UUID
    channel: Channel
    status: ConsentStatus
    topic: Topic = "all"
    basis: LegalBasis = "consent"
    source: Label = "api"
    evidence: Note = ""
    at: dt.datetime | None = None
