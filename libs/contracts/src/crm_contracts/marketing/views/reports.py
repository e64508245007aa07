"""What marketing shows of the outcome of campaigns."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from crm_contracts.marketing.words import AttributionModel
from crm_kit.messages import view
from crm_kit.money import Money


@view
class CampaignReturn:
    """What a campaign brought and cost, in the base currency.

    `revenue` is the orders' net amount, as far as it is attributed; `goods` what the goods were worth that left for them. `margin`
    is the one less the other, `roi` is (margin - cost) / cost, "n/a" where nothing was spent. `undelivered` is that part of the
    revenue whose goods have not left yet and so have no cost; `unpriced` counts orders in a currency without exchange rate, which
    are in none of the sums. `orders` counts those that the campaign has any part in.
    """

    campaign_id: UUID | None
    number: str
    name: str
    orders: int
    unpriced: int
    revenue: Money
    goods: Money
    margin: Money
    undelivered: Money
    cost: Money
    roi: str


@view
class ReturnReport:
    """The return on investment by campaign under one model, and of all of them together."""

    model: AttributionModel
    base_currency: str
    rows: list[CampaignReturn]
    total: CampaignReturn


@view
class CampaignOutcome:
    """From message to deal: how far a campaign came.

    `meant` were in its list; `responded` are the people who did something about it. `contacted` is how many of its leads sales has
    answered, `median_hours` how long half of these waited. Amounts are in the base currency and leave out those in a currency
    without rate.
    """

    campaign_id: UUID
    meant: int
    suppressed: int
    responded: int
    leads: int
    contacted: int
    median_hours: Decimal | None
    accepted: int
    rejected: int
    recycled: int
    converted: int
    opportunities: int
    open: int
    open_amount: Money
    won: int
    won_amount: Money
    lost: int
    unpriced: int
