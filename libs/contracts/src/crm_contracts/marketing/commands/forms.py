"""What one can do with web forms and with what comes by them."""

from __future__ import annotations

from dataclasses import field
from typing import Annotated
from uuid import UUID

from crm_contracts.marketing.views.forms import FormView, SubmissionView, SubmittedView
from crm_contracts.marketing.words import Answers, Channel, FormFields, FormPurpose, Slug
from crm_kit.messages import command
from crm_kit.words import UNSET, Between, Email, Items, Label, Line, Name, Note, Score, Text, Unset

Channels = Annotated[list[Channel], Items(8)]
Subject = Annotated[str, Text(300, least=1)]
Reply = Annotated[str, Text(5000, least=1, lines=True)]
Seconds = Annotated[int, Between(0, 600)]


@command(allow="marketing.form.create", returns=FormView)
class CreateForm:
    """Make a web form, at `/f/{slug}` at once. Whoever fills it in is acknowledged by mail within a minute.

    The acknowledgement knows `{{reference}}`, `{{form.name}}` and `{{enquirer.…}}`. A submission that comes in less than
    `min_seconds` is put aside as a machine's; 0 turns that off. Those whose score reaches `qualify_at` become leads in sales.
    """

    name: Name
    slug: Slug
    fields: FormFields
    sender_email: Email
    purpose: FormPurpose = "lead"
    intro: Note = ""
    campaign_id: UUID | None = None
    source: Label = "web"
    consent_wording: Line = ""
    consent_channels: Channels = field(default_factory=list)
    min_seconds: Seconds = 3
    qualify_at: Score = 0
    sender_name: Label = ""
    reply_subject: Subject = "We have received your enquiry {{reference}}"
    reply_text: Reply = "Dear {{enquirer.full_name|customer}},\n\nthank you for your enquiry. Its number is {{reference}}."
    owner_id: UUID | None = None


@command(allow="marketing.form.update", returns=FormView)
class ChangeForm:
    """Change a form. What came by it already stays as it is."""

    form_id: UUID
    version: int
    name: Name | Unset = UNSET
    fields: FormFields | Unset = UNSET
    intro: Note | Unset = UNSET
    campaign_id: UUID | Unset | None = UNSET
    source: Label | Unset = UNSET
    consent_wording: Line | Unset = UNSET
    consent_channels: Channels | Unset = UNSET
    min_seconds: Seconds | Unset = UNSET
    qualify_at: Score | Unset = UNSET
    sender_name: Label | Unset = UNSET
    sender_email: Email | Unset = UNSET
    reply_subject: Subject | Unset = UNSET
    reply_text: Reply | Unset = UNSET


@command(allow="marketing.form.close", returns=FormView)
class CloseForm:
    """Take nothing more in by a form."""

    form_id: UUID
    version: int


@command(allow="marketing.form.close", returns=FormView)
class ReopenForm:
    """Take in by a closed form again."""

    form_id: UUID
    version: int


@command(allow="marketing.form.delete")
class DeleteForm:
    """Delete a form; what came by it stays."""

    form_id: UUID
    version: int


@command(allow="public", returns=SubmittedView, once=False)
class SubmitForm:
    """Send in a form. The same `submission_id` again is the same submission and gives the same answer.

    `began` is what the form's page gave when it was opened; `trap` is the field that people do not see and leave empty.
    """

    slug: Slug
    submission_id: UUID
    enquirer: Answers
    consent: bool = False
    began: Annotated[str, Text(300)] | None = None
    trap: Annotated[str, Text(500)] = ""


@command(allow="marketing.submission.release", returns=SubmissionView)
class ReleaseSubmission:
    """Take a submission that was put aside for a person's; it goes the way of all the others from here."""

    submission_id: UUID
    version: int
