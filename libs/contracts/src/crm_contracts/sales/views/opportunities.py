"""What sales shows of opportunities."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from uuid import UUID

from crm_contracts.sales.words import (
    CancelReason,
    Evidence,
    ForecastCategory,
    JournalKind,
    Member,
    OpportunityAccount,
    OpportunityContact,
    OpportunityStatus,
    Split,
)
from crm_kit.messages import view
from crm_kit.money import Money


@view
class LineView:
    """A product of an opportunity; `total` is its price rounded to the currency."""

    id: UUID
    product_id: UUID | None
    name: str
    qty: Decimal
    unit_price: Money
    total: Money


@view
class OpportunityRow:
    """An opportunity in a list. `base_amount` is None while no rate is known for its currency: it is unpriced, not worth 0."""

    id: UUID
    version: int
    name: str
    account_id: UUID
    account_name: str | None
    status: OpportunityStatus
    process_id: UUID
    process_version: int
    stage: str
    stage_entered_at: dt.datetime
    probability: int
    forecast_category: ForecastCategory
    amount: Money | None
    base_amount: Money | None
    close_date: dt.date
    actual_close: dt.date | None
    pipeline_days: int
    next_step: str
    next_step_date: dt.date | None
    source: str
    owner_id: UUID
    created_at: dt.datetime
    updated_at: dt.datetime


@view
class OpportunityView:
    """An opportunity. `pipeline_days` are the days from its creation until it was closed, or until today.

    `base_amount` is None while no rate is known for its currency. `is_override` tells that it moved or was won by a manager's word,
    without meeting the criteria or without evidence.
    """

    id: UUID
    version: int
    name: str
    description: str
    accounts: list[OpportunityAccount]
    contacts: list[OpportunityContact]
    status: OpportunityStatus
    process_id: UUID
    process_version: int
    stage: str
    stage_entered_at: dt.datetime
    probability: int
    forecast_category: ForecastCategory
    amount: Money | None
    amount_manual: bool
    base_amount: Money | None
    rate: Decimal | None
    rate_date: dt.date | None
    products: list[LineView]
    competitors: list[str]
    team: list[Member]
    splits: list[Split]
    next_step: str
    next_step_date: dt.date | None
    close_date: dt.date
    actual_close: dt.date | None
    pipeline_days: int
    closing_reason: str | None
    closing_note: str
    lost_to: str | None
    cancel_reason: CancelReason | None
    evidence: Evidence | None
    is_override: bool
    hold_reason: str
    review_date: dt.date | None
    lead_id: UUID | None
    campaign_id: UUID | None
    source: str
    owner_id: UUID
    created_at: dt.datetime
    created_by: UUID
    updated_at: dt.datetime


@view
class StageHistoryRow:
    """One thing that happened to an opportunity, and how it stood afterwards.

    `seconds_in_stage` is the time spent in `from_stage` where it was left; `pushed_days` by how much the close date moved
    (negative: it came nearer); `amount_change` how much the amount grew, where the currency stayed the same.
    """

    id: UUID
    opportunity_id: UUID
    at: dt.datetime
    kind: JournalKind
    actor_id: UUID
    process_id: UUID
    process_version: int
    from_stage: str | None
    stage: str
    direction: str | None
    seconds_in_stage: int | None
    status: OpportunityStatus
    amount: Money | None
    amount_change: Decimal | None
    base_amount: Money | None
    close_date: dt.date
    pushed_days: int | None
    probability: int
    owner_id: UUID
    is_override: bool
    reason: str


@view
class PipelineRow:
    """An opportunity as it stood at a moment in the past; `id` is the opportunity's."""

    id: UUID
    name: str
    account_id: UUID
    status: OpportunityStatus
    process_id: UUID
    process_version: int
    stage: str
    amount: Money | None
    base_amount: Money | None
    close_date: dt.date
    probability: int
    owner_id: UUID
    at: dt.datetime
