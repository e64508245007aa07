"""What one can ask about messages in the ledger."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from crm_contracts.marketing.views.messages import CampaignCounters, MessageRow
from crm_kit.lists import ListQuery
from crm_kit.messages import query


@query(allow="marketing.message.read", returns=MessageRow)
class GetMessage:
    """One message."""

    message_id: UUID


@query(allow="marketing.message.read", returns=MessageRow)
class ListMessages(ListQuery):
    """The ledger, what is due last first; `filter[status]=unknown` are those that nobody knows the end of."""

    filters: ClassVar = (
        "campaign_id", "step_id", "contact_id", "account_id", "status", "reason", "kind", "channel", "due_at", "sent_at",
    )  # fmt: skip
    sorts: ClassVar = ("due_at", "updated_at")
    default_sort: ClassVar = "-due_at"


@query(allow="marketing.campaign.read", returns=CampaignCounters)
class CountCampaign:
    """How a campaign stands at this moment."""

    campaign_id: UUID
