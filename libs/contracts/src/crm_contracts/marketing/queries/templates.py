"""What one can ask about templates."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from crm_contracts.marketing.views.templates import PreviewView, TemplateRow, TemplateView
from crm_kit.lists import ListQuery
from crm_kit.messages import query


@query(allow="marketing.template.read", returns=TemplateView)
class GetTemplate:
    """One template."""

    template_id: UUID


@query(allow="marketing.template.read", returns=TemplateRow)
class ListTemplates(ListQuery):
    """Templates, newest first."""

    filters: ClassVar = ("channel", "name", "created_at", "updated_at")
    sorts: ClassVar = ("created_at", "name")
    default_sort: ClassVar = "-created_at"
    searchable: ClassVar = True


@query(allow="marketing.template.read", returns=PreviewView)
class PreviewTemplate:
    """The template as a contact would get it."""

    template_id: UUID
    contact_id: UUID
