"""What one can ask about saved views."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from crm_contracts.customers.views.others import SavedViewView
from crm_kit.lists import ListQuery
from crm_kit.messages import query


@query(allow="customers.view.read", returns=SavedViewView)
class GetSavedView:
    """One saved view, one's own or a shared one."""

    view_id: UUID


@query(allow="customers.view.read", returns=SavedViewView)
class ListSavedViews(ListQuery):
    """One's own saved views and the shared ones, by name."""

    filters: ClassVar = ("collection", "name", "is_shared", "owner_id")
    sorts: ClassVar = ("name", "created_at")
    default_sort: ClassVar = "name"
