"""What one can ask about responses."""

from __future__ import annotations

from typing import ClassVar

from crm_contracts.marketing.commands.responses import Token
from crm_contracts.marketing.views.responses import RespondentRow, ResponseRow, UnsubscribedView
from crm_kit.lists import ListQuery
from crm_kit.messages import query


@query(allow="marketing.response.read", returns=ResponseRow)
class ListResponses(ListQuery):
    """Responses, newest first."""

    filters: ClassVar = ("campaign_id", "contact_id", "account_id", "kind", "is_human", "product_line", "at")
    sorts: ClassVar = ("at",)
    default_sort: ClassVar = "-at"


@query(allow="marketing.response.read", returns=RespondentRow)
class ListRespondents(ListQuery):
    """Who responded to campaigns, with their first and last response; who was met last comes first."""

    filters: ClassVar = ("campaign_id", "contact_id", "account_id", "first_at", "first_kind", "last_at", "last_kind")
    sorts: ClassVar = ("last_at",)
    default_sort: ClassVar = "-last_at"


@query(allow="public", returns=UnsubscribedView)
class ShowUnsubscribing:
    """What a link to unsubscribe is about. Looking at it changes nothing."""

    token: Token
