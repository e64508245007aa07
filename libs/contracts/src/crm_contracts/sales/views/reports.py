"""What sales shows of its pipeline as a whole."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any
from uuid import UUID

from crm_kit.messages import view
from crm_kit.money import Money


@view
class FunnelStage:
    """The open opportunities of one stage. Amounts are in the base currency and leave out the `unpriced` ones, which are counted.

    `conversion` is how many per cent of those that ever came this far went further; `median_days` how long half of those that are
    here have been in the stage; `overridden` how many got past a check by a manager's word. `where` is the filter that lists them.
    """

    stage: str
    name: str
    count: int
    amount: Money
    weighted: Money
    unpriced: int
    conversion: Decimal | None
    median_days: Decimal | None
    overridden: int
    where: dict[str, Any]


@view
class FunnelView:
    """The funnel of a process: its stages in order, and the sums over the open, won and lost ones under the same filter."""

    process_id: UUID
    process_name: str
    base_currency: str
    as_of: dt.date | None
    stages: list[FunnelStage]
    count: int
    amount: Money
    weighted: Money
    unpriced: int
    on_hold: int
    won: int
    won_amount: Money
    lost: int
    lost_amount: Money


@view
class WinLossRow:
    """How many were won and lost for one reason, at one stage or against one competitor, and what they were worth."""

    key: str
    name: str
    won: int
    won_amount: Money
    lost: int
    lost_amount: Money
    unpriced: int


@view
class WinLossView:
    """Wins and losses of a period, grouped."""

    by: str
    base_currency: str
    rows: list[WinLossRow]
