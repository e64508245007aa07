"""What one can ask about orders as a whole."""

from __future__ import annotations

import datetime as dt
from typing import Annotated
from uuid import UUID

from crm_contracts.sales.views.order_statistics import OrderKey, OrderStatisticsView
from crm_kit.messages import query
from crm_kit.words import Between, Label, Line


@query(allow="sales.statistics.read", returns=OrderStatisticsView)
class OrderStatistics:
    """What was ordered, shipped, invoiced and collected, and its margin: product lines of confirmed orders, less cancelled ones.

    Only what the caller may see counts. The days bound `ordered_on`, both included; `team_id` takes the teams below with it.
    """

    group_by: OrderKey = "owner"
    ordered_from: dt.date | None = None
    ordered_to: dt.date | None = None
    owner_id: UUID | None = None
    team_id: UUID | None = None
    account_id: UUID | None = None
    product_id: UUID | None = None
    category: Line | None = None
    industry: Label | None = None
    region: Label | None = None
    limit: Annotated[int, Between(1, 1000)] = 200
