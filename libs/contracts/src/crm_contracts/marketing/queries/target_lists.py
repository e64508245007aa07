"""What one can ask about target lists."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar
from uuid import UUID

from crm_contracts.marketing.views.target_lists import ListComparison, ListContactRow, ListPreview, TargetListView
from crm_contracts.marketing.words import Channel, SendBasis, Topic
from crm_kit.lists import ListQuery
from crm_kit.messages import query
from crm_kit.words import Items


@query(allow="marketing.list.read", returns=TargetListView)
class GetTargetList:
    """One target list."""

    list_id: UUID


@query(allow="marketing.list.read", returns=TargetListView)
class ListTargetLists(ListQuery):
    """Target lists by name."""

    filters: ClassVar = ("kind", "owner_id", "created_at", "updated_at")
    sorts: ClassVar = ("name", "created_at")
    default_sort: ClassVar = "name"
    searchable: ClassVar = True


@query(allow="marketing.list.read", returns=ListContactRow)
class ListTargetContacts(ListQuery):
    """Contacts as target lists choose them, by name; with `list_id` those of a list, with `campaign_id` those it was launched for.

    These are the fields that a list's conditions may name. `days_since_last_order` is empty where there is no order.
    """

    filters: ClassVar = (
        "name", "title", "kind", "email", "owner_id", "has_email", "account_id", "account_name", "account_kind", "account_status",
        "account_level", "account_region", "account_industry", "account_source", "account_types", "account_owner_id",
        "order_count", "order_amount", "first_order_on", "last_order_on", "days_since_last_order", "open_tickets", "has_complaint",
        "has_escalated_ticket", "opted_in", "opted_out", "response_count",
        "last_response_at", "responded_to", "id",
    )  # fmt: skip
    more: ClassVar = {
        "has_email": bool, "account_source": str, "account_owner_id": UUID, "days_since_last_order": int, "has_complaint": bool,
        "has_escalated_ticket": bool,
    }  # fmt: skip
    sorts: ClassVar = ("name",)
    default_sort: ClassVar = "name"

    list_id: UUID | None = None
    campaign_id: UUID | None = None


@query(allow="marketing.list.read", returns=ListPreview)
class PreviewTargetList:
    """How many a list, or a tree of conditions, would be meant for; some of them; and how many could be written to.

    That goes by the channel, the topic and the legal basis, and leaves out who is in one of the excluded lists.
    """

    list_id: UUID | None = None
    where: dict[str, Any] | None = None
    channel: Channel = "email"
    topic: Topic = "all"
    legal_basis: SendBasis = "consent"
    excluded_list_ids: Annotated[list[UUID], Items(20)] | None = None


@query(allow="marketing.list.read", returns=ListComparison)
class CompareTargetLists:
    """How far two to five lists overlap."""

    list_ids: Annotated[list[UUID], Items(5, least=2)]
