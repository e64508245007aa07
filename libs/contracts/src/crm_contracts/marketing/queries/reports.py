"""What one can ask about the outcome of campaigns."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from crm_contracts.marketing.views.reports import CampaignOutcome, ReturnReport
from crm_contracts.marketing.words import AttributionModel
from crm_kit.messages import query


@query(allow="marketing.return.read", returns=ReturnReport)
class CampaignReturns:
    """The return on investment of campaigns, worked out anew from orders, deliveries and costs each time it is asked for.

    An order's margin goes to the campaigns that its account met before it: all of it to the `first` or the `last` of these touches,
    or in equal parts to each (`linear`). Touches are responses by people and the campaigns of leads that became the account.
    Without `campaign_id` or `plan_id` it is all campaigns that started in the period.
    """

    model: AttributionModel = "linear"
    campaign_id: UUID | None = None
    plan_id: UUID | None = None
    started_from: dt.date | None = None
    started_to: dt.date | None = None


@query(allow="marketing.campaign.read", returns=CampaignOutcome)
class GetCampaignOutcome:
    """How far a campaign came: from the contacts in its list to leads, what sales did with these, and deals."""

    campaign_id: UUID
