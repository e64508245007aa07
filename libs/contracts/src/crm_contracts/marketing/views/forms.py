"""What marketing shows of web forms."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from crm_contracts.marketing.words import (
    Agreed,
    Channel,
    Enquirer,
    FormField,
    FormPurpose,
    FormStatus,
    SpamReason,
    SubmissionStatus,
)
from crm_kit.messages import view


@view
class FormRow:
    """A form in a list."""

    id: UUID
    version: int
    name: str
    slug: str
    status: FormStatus
    purpose: FormPurpose
    campaign_id: UUID | None
    owner_id: UUID
    created_at: dt.datetime
    updated_at: dt.datetime


@view
class FormView:
    """A form."""

    id: UUID
    version: int
    name: str
    slug: str
    status: FormStatus
    purpose: FormPurpose
    intro: str
    fields: list[FormField]
    campaign_id: UUID | None
    source: str
    consent_wording: str
    consent_channels: list[Channel]
    min_seconds: int
    qualify_at: int
    sender_name: str
    sender_email: str
    reply_subject: str
    reply_text: str
    owner_id: UUID
    created_at: dt.datetime
    updated_at: dt.datetime


@view
class PublicFormView:
    """A form as strangers see it. `began` is to be sent back with what they wrote."""

    slug: str
    name: str
    intro: str
    fields: list[FormField]
    consent_wording: str
    began: str


@view
class SubmittedView:
    """What whoever sent in a form is told."""

    submission_id: UUID
    reference: str


@view
class SubmissionRow:
    """What came by a form, in a list."""

    id: UUID
    version: int
    form_id: UUID
    submission_id: UUID
    reference: str
    status: SubmissionStatus
    spam_reason: SpamReason | None
    email: str
    score: int
    campaign_id: UUID | None
    owner_id: UUID
    at: dt.datetime
    created_at: dt.datetime
    updated_at: dt.datetime


@view
class SubmissionView:
    """What came by a form. Its texts are as they were written: whoever shows them shows them as text."""

    id: UUID
    version: int
    form_id: UUID
    submission_id: UUID
    reference: str
    purpose: FormPurpose
    status: SubmissionStatus
    spam_reason: SpamReason | None
    enquirer: Enquirer
    consent: Agreed | None
    score: int
    factors: list[str]
    campaign_id: UUID | None
    response_id: UUID | None
    owner_id: UUID
    at: dt.datetime
    created_at: dt.datetime
    updated_at: dt.datetime
