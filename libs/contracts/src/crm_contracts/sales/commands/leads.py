"""What one can do with leads."""

from __future__ import annotations

import datetime as dt
from dataclasses import field
from typing import Annotated
from uuid import UUID

from crm_contracts.sales.views.leads import LeadView
from crm_contracts.sales.views.shares import ShareView
from crm_contracts.sales.words import (
    AccountKind,
    Address,
    Consent,
    GranteeKind,
    ProductInterest,
    RejectReason,
    ShareLevel,
    Utm,
)
from crm_kit.messages import command
from crm_kit.words import UNSET, Email, Items, Label, Name, Note, Phone, Reason, Score, Unset, Website

Products = Annotated[list[ProductInterest], Items(20)]


@command(allow="sales.lead.create", returns=LeadView)
class CreateLead:
    """Take in an enquiry. At least one of e-mail, phone and address, else 422 `unreachable_lead`.

    `owner_id` or `queue_id` (a team) assigns it at once; without either it is the caller's, new. The same `form_id` and
    `submission_id` again give the same lead. An enquiry of somebody who looks like an account that is there is 409
    `possible_duplicate` unless `confirm_duplicate` comes with a `reason`.
    """

    company_or_person: Name
    source: Name
    kind: AccountKind = "company"
    first_name: Label = ""
    last_name: Label = ""
    contact_name: Label = ""
    title: Label = ""
    email: Email | None = None
    phone: Phone | None = None
    website: Website | None = None
    address: Address | None = None
    campaign_id: UUID | None = None
    response_id: UUID | None = None
    list_id: UUID | None = None
    interest_products: Products = field(default_factory=list)
    message: Note = ""
    utm: Utm | None = None
    consent: Consent | None = None
    form_id: Label | None = None
    submission_id: Label | None = None
    score: Score = 0
    owner_id: UUID | None = None
    queue_id: UUID | None = None
    response_due: dt.datetime | None = None
    confirm_duplicate: bool = False
    reason: Reason | None = None


@command(allow="sales.lead.update", returns=LeadView)
class ChangeLead:
    """Correct what is known of a lead."""

    lead_id: UUID
    version: int
    company_or_person: Name | Unset = UNSET
    source: Name | Unset = UNSET
    kind: AccountKind | Unset = UNSET
    first_name: Label | Unset = UNSET
    last_name: Label | Unset = UNSET
    contact_name: Label | Unset = UNSET
    title: Label | Unset = UNSET
    email: Email | Unset | None = UNSET
    phone: Phone | Unset | None = UNSET
    website: Website | Unset | None = UNSET
    address: Address | Unset | None = UNSET
    campaign_id: UUID | Unset | None = UNSET
    interest_products: Products | Unset = UNSET
    message: Note | Unset = UNSET
    consent: Consent | Unset | None = UNSET
    score: Score | Unset = UNSET
    response_due: dt.datetime | Unset | None = UNSET
    confirm_duplicate: bool = False
    reason: Reason | None = None


@command(allow="sales.lead.assign", returns=LeadView)
class AssignLead:
    """Give a new or recycled lead to a user or into a team's queue. The first response is due in 24 h unless said otherwise."""

    lead_id: UUID
    version: int
    owner_id: UUID | None = None
    queue_id: UUID | None = None
    response_due: dt.datetime | None = None


@command(allow="sales.lead.transfer", returns=LeadView)
class TransferLead:
    """Give a lead to another user. Its state and its response clock stay as they are."""

    lead_id: UUID
    version: int
    owner_id: UUID


@command(allow="sales.lead.first_contact", returns=LeadView)
class RecordFirstContact:
    """The enquirer was answered, by the activity named; the response clock stops."""

    lead_id: UUID
    version: int
    activity_id: UUID
    at: dt.datetime | None = None


@command(allow="sales.lead.accept", returns=LeadView)
class AcceptLead:
    """Take the lead for a good one."""

    lead_id: UUID
    version: int


@command(allow="sales.lead.reject", returns=LeadView)
class RejectLead:
    """Turn the lead down. The reason `other` needs a text."""

    lead_id: UUID
    version: int
    reason: RejectReason
    text: Note = ""


@command(allow="sales.lead.nurture", returns=LeadView)
class NurtureLead:
    """Let the lead ripen until a date."""

    lead_id: UUID
    version: int
    until: dt.date


@command(allow="sales.lead.recycle", returns=LeadView)
class RecycleLead:
    """Give the lead back to marketing."""

    lead_id: UUID
    version: int
    reason: Reason


@command(allow="sales.lead.reactivate", returns=LeadView)
class ReactivateLead:
    """Take up a nurtured lead again; its response clock starts anew."""

    lead_id: UUID
    version: int
    response_due: dt.datetime | None = None


@command(allow="sales.lead.reopen", returns=LeadView)
class ReopenLead:
    """Work on a rejected or converted lead again; not where its opportunity is won (409)."""

    lead_id: UUID
    version: int
    reason: Reason


@command(allow="sales.lead.delete")
class DeleteLead:
    """Delete a lead; it can be restored for 30 days."""

    lead_id: UUID
    version: int


@command(allow="sales.lead.restore", returns=LeadView)
class RestoreLead:
    """Bring a deleted lead back."""

    lead_id: UUID
    version: int


@command(allow="sales.lead.share", returns=ShareView)
class ShareLead:
    """Show a lead to one more user, team or role, to read or to change, for a while or for good."""

    lead_id: UUID
    grantee_kind: GranteeKind
    grantee_id: UUID
    level: ShareLevel = "read"
    expires_at: dt.datetime | None = None


@command(allow="sales.lead.share")
class UnshareLead:
    """End a share of a lead."""

    lead_id: UUID
    share_id: UUID
