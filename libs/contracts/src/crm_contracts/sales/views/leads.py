"""What sales shows of leads."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from crm_contracts.sales.words import AccountKind, Address, Consent, Created, LeadStatus, ProductInterest, RejectReason, Utm
from crm_kit.messages import view


@view
class LeadRow:
    """A lead in a list. While it waits in a team's queue, `queue_id` is that team and so is `owner_id`."""

    id: UUID
    version: int
    number: str
    company_or_person: str
    contact_name: str
    status: LeadStatus
    source: str
    campaign_id: UUID | None
    score: int
    owner_id: UUID
    queue_id: UUID | None
    response_due: dt.datetime | None
    first_response_at: dt.datetime | None
    created_at: dt.datetime
    updated_at: dt.datetime


@view
class LeadView:
    """A lead. While it waits in a team's queue, `queue_id` is that team and so is `owner_id`.

    After its conversion the ids say what it became and `created` which of them the conversion made.
    """

    id: UUID
    version: int
    number: str
    kind: AccountKind
    company_or_person: str
    first_name: str
    last_name: str
    contact_name: str
    title: str
    email: str | None
    phone: str | None
    website: str | None
    address: Address | None
    status: LeadStatus
    source: str
    campaign_id: UUID | None
    response_id: UUID | None
    list_id: UUID | None
    interest_products: list[ProductInterest]
    message: str
    utm: Utm | None
    consent: Consent | None
    form_id: str | None
    submission_id: str | None
    score: int
    owner_id: UUID
    queue_id: UUID | None
    response_due: dt.datetime | None
    first_response_at: dt.datetime | None
    first_activity_id: UUID | None
    nurture_until: dt.date | None
    reject_reason: RejectReason | None
    status_note: str
    account_id: UUID | None
    contact_id: UUID | None
    opportunity_id: UUID | None
    created: Created | None
    converted_at: dt.datetime | None
    created_at: dt.datetime
    created_by: UUID
    updated_at: dt.datetime


@view
class ConversionView:
    """What a lead became; the same however often the conversion is asked for."""

    id: UUID
    version: int
    status: LeadStatus
    account_id: UUID
    contact_id: UUID | None
    opportunity_id: UUID | None
    created: Created
    converted_at: dt.datetime
