"""What one can ask about the pipeline as a whole."""

from __future__ import annotations

import datetime as dt
from typing import Literal
from uuid import UUID

from crm_contracts.sales.views.reports import FunnelView, WinLossView
from crm_kit.messages import query
from crm_kit.words import Label


@query(allow="sales.opportunity.read", returns=FunnelView)
class SalesFunnel:
    """The funnel of a process (the default one unless named): only what the caller may see, today or at the end of a past day.

    `close_from` and `close_to` bound the close date, both included; `team_id` takes the teams below with it.
    """

    process_id: UUID | None = None
    owner_id: UUID | None = None
    team_id: UUID | None = None
    product_id: UUID | None = None
    region: Label | None = None
    close_from: dt.date | None = None
    close_to: dt.date | None = None
    as_of: dt.date | None = None


@query(allow="sales.opportunity.read", returns=WinLossView)
class WinLossReport:
    """Why opportunities were won and lost: by reason, its category, the stage they were closed at, or the competitor."""

    by: Literal["reason", "category", "stage", "competitor"] = "reason"
    process_id: UUID | None = None
    owner_id: UUID | None = None
    team_id: UUID | None = None
    closed_from: dt.date | None = None
    closed_to: dt.date | None = None
