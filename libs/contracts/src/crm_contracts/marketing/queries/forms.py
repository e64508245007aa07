"""What one can ask about web forms."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from crm_contracts.marketing.views.forms import FormRow, FormView, PublicFormView, SubmissionRow, SubmissionView
from crm_contracts.marketing.words import Slug
from crm_kit.lists import ListQuery
from crm_kit.messages import query


@query(allow="marketing.form.read", returns=FormView)
class GetForm:
    """One form."""

    form_id: UUID


@query(allow="marketing.form.read", returns=FormRow)
class ListForms(ListQuery):
    """Forms, newest first."""

    filters: ClassVar = ("status", "purpose", "slug", "campaign_id", "owner_id", "created_at", "updated_at")
    sorts: ClassVar = ("created_at", "name")
    default_sort: ClassVar = "-created_at"
    searchable: ClassVar = True


@query(allow="public", returns=PublicFormView)
class ShowForm:
    """A form as strangers see it; 404 where it is closed."""

    slug: Slug


@query(allow="marketing.submission.read", returns=SubmissionView)
class GetSubmission:
    """What came by a form."""

    submission_id: UUID


@query(allow="marketing.submission.read", returns=SubmissionRow)
class ListSubmissions(ListQuery):
    """What came by forms, newest first; `filter[status]=quarantined` is what waits for somebody to look at it."""

    filters: ClassVar = ("form_id", "status", "spam_reason", "email", "campaign_id", "score", "owner_id", "at", "created_at")
    sorts: ClassVar = ("created_at",)
    default_sort: ClassVar = "-created_at"
