"""Why opportunities were won and lost."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from sqlalchemy import ARRAY, Text, case, cast, func, select
from sqlalchemy.dialects.postgresql import array

from crm_contracts.sales.queries.reports import WinLossReport
from crm_contracts.sales.views.reports import WinLossRow, WinLossView
from crm_kit.messages import dump
from crm_kit.money import Money
from crm_kit.work import Work
from sales.app import app
from sales.domain.opportunity import Opportunity
from sales.domain.reason import ClosingReason
from sales.lookups.pipeline import POINTS, deals, narrowed
from sales.lookups.rates import base_currency

_reason = (ClosingReason.outcome == Opportunity.status) & (ClosingReason.code == Opportunity.closing_reason)
# A lost deal went to one competitor; a won one was won against all that were in it.
_against = func.unnest(
    case((Opportunity.status == "won", Opportunity.competitors), else_=cast(array([Opportunity.lost_to]), ARRAY(Text)))
)
KEYS: dict[str, Any] = {
    "reason": Opportunity.closing_reason,
    "category": select(ClosingReason.category).where(_reason).scalar_subquery(),
    "stage": Opportunity.stage,
    "competitor": _against,
}


@app.answers(WinLossReport)
def win_loss_report(query: WinLossReport, work: Work) -> dict[str, Any]:
    closed = _closed(query, work)
    won, lost = closed.c.status == "won", closed.c.status == "lost"
    sums = select(
        closed.c.key, func.count().filter(won).label("won"), func.sum(closed.c.base_points).filter(won).label("won_points"),
        func.count().filter(lost).label("lost"), func.sum(closed.c.base_points).filter(lost).label("lost_points"),
        (func.count() - func.count(closed.c.base_points)).label("unpriced"),
    )  # fmt: skip
    rows = work.session.execute(sums.where(closed.c.key.is_not(None)).group_by(closed.c.key).order_by(closed.c.key)).all()
    names = _names(work) if query.by == "reason" else {}
    shown = [_row(row, names) for row in rows]
    return dump(None, WinLossView, {"by": query.by, "base_currency": base_currency(), "rows": shown})


def _closed(query: WinLossReport, work: Work) -> Any:
    """The deals won and lost under the filters, one row for each key that they count for."""
    conditions, _ = narrowed(work, Opportunity, query)
    if query.process_id:
        conditions.append(Opportunity.process_id == query.process_id)
    if query.closed_from:
        conditions.append(Opportunity.actual_close >= query.closed_from)
    if query.closed_to:
        conditions.append(Opportunity.actual_close <= query.closed_to)
    met = [*deals(work, None).conditions, Opportunity.status.in_(("won", "lost")), *conditions]
    return select(KEYS[query.by].label("key"), Opportunity.status, Opportunity.base_points).where(*met).subquery()


def _names(work: Work) -> dict[str, str]:
    """Reasons by code; a code used for winning and for losing is one row."""
    return dict(work.session.execute(select(ClosingReason.code, ClosingReason.name)).all())  # type: ignore[arg-type]


def _row(row: Any, names: dict[str, str]) -> WinLossRow:
    return WinLossRow(
        key=row.key, name=names.get(row.key, row.key), won=row.won, won_amount=_worth(row.won_points), lost=row.lost,
        lost_amount=_worth(row.lost_points), unpriced=row.unpriced,
    )  # fmt: skip


def _worth(points: int | None) -> Money:
    return Money(Decimal(points or 0) / POINTS, base_currency()).rounded()
