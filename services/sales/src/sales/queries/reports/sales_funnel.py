"""The funnel of a process."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import Row, func, select

from crm_contracts.sales.queries.reports import SalesFunnel
from crm_contracts.sales.views.reports import FunnelStage, FunnelView
from crm_kit.errors import NotFound
from crm_kit.messages import dump
from crm_kit.money import Money
from crm_kit.work import Work
from sales.app import app
from sales.domain.process import SalesProcess
from sales.lookups.past import end_of
from sales.lookups.pipeline import POINTS, Deals, deals, leaf, narrowed
from sales.lookups.rates import base_currency

DAY = Decimal(24 * 60 * 60)


@app.answers(SalesFunnel)
def sales_funnel(query: SalesFunnel, work: Work) -> dict[str, Any]:
    process = _process(query, work)
    chosen, leaves = _chosen(query, work, process)
    cells = _cells(work, chosen)
    moment = end_of(query.as_of) if query.as_of and query.as_of < work.today else work.now
    bars = _Bars(process, cells, leaves, moment, _medians(work, chosen, cells))
    return dump(None, FunnelView, bars.answer(query.as_of))


def _process(query: SalesFunnel, work: Work) -> SalesProcess:
    wanted = SalesProcess.id == query.process_id if query.process_id else SalesProcess.is_default
    process = work.session.scalars(select(SalesProcess).where(wanted, SalesProcess.deleted_at.is_(None))).one_or_none()
    if process is None:
        raise NotFound("There is no such process")
    return process


def _chosen(query: SalesFunnel, work: Work, process: SalesProcess) -> tuple[Deals, list[dict[str, Any]]]:
    """The deals under the filters, and the leaves by which a list finds them."""
    found = deals(work, query.as_of)
    conditions, leaves = narrowed(work, found.columns, query)
    conditions.append(found.columns.process_id == process.id)
    leaves.append(leaf("process_id", "eq", process.id))
    if query.close_from:
        conditions.append(found.columns.close_date >= query.close_from)
        leaves.append(leaf("close_date", "gte", query.close_from))
    if query.close_to:
        conditions.append(found.columns.close_date <= query.close_to)
        leaves.append(leaf("close_date", "lte", query.close_to))
    return Deals(found.columns, [*found.conditions, *conditions]), leaves


def _cells(work: Work, chosen: Deals) -> Sequence[Row[Any]]:
    """One row for all deals of one stage, status, version and furthest stage; the index `funnel` gives them in this order."""
    has = chosen.columns
    key = (has.stage, has.status, has.process_version, has.reached)
    sums = select(
        *key, func.count().label("deals"),
        func.sum(has.base_points).label("points"), func.sum(has.weighted_points).label("weighted"),
        func.count(has.base_points).label("priced"), func.count().filter(has.is_override).label("overridden"),
        func.percentile_disc(0.5).within_group(has.stage_entered_at).label("median"),
    )  # fmt: skip
    return work.session.execute(sums.where(*chosen.conditions).group_by(*key)).all()


def _medians(work: Work, chosen: Deals, cells: Sequence[Row[Any]]) -> dict[str, dt.datetime]:
    """When half of the deals of each bar had entered the stage. A bar of several cells has its own median, asked for apart."""
    open_cells = [cell for cell in cells if cell.status == "open"]
    alone = {cell.stage: cell.median for cell in open_cells}
    several = {cell.stage for cell in open_cells if sum(other.stage == cell.stage for other in open_cells) > 1}
    if several:
        has = chosen.columns
        middle = select(has.stage, func.percentile_disc(0.5).within_group(has.stage_entered_at)).group_by(has.stage)
        whole = middle.where(*chosen.conditions, has.status == "open", has.stage.in_(several))
        alone.update((row[0], row[1]) for row in work.session.execute(whole))
    return alone


class _Bars:
    """The bars of the funnel, worked out from its cells."""

    def __init__(
        self, process: SalesProcess, cells: Sequence[Row[Any]], leaves: list[dict[str, Any]], moment: dt.datetime,
        medians: dict[str, dt.datetime],
    ):  # fmt: skip
        self.process, self.cells, self.leaves, self.moment, self.medians = process, cells, leaves, moment, medians
        self.courses = {version.number: version.course() for version in process.versions}
        self.came, self.went_on = self._passages()

    def answer(self, as_of: dt.date | None) -> dict[str, Any]:
        stages = [self._bar(code, name) for code, name in self._names().items()]
        return {
            "process_id": self.process.id, "process_name": self.process.name, "base_currency": base_currency(), "as_of": as_of,
            "stages": stages, **self._sums("open"), "unpriced": self._unpriced("open"), "on_hold": self._sums("on_hold")["count"],
            "won": self._sums("won")["count"], "won_amount": self._sums("won")["amount"],
            "lost": self._sums("lost")["count"], "lost_amount": self._sums("lost")["amount"],
        }  # fmt: skip

    def _names(self) -> dict[str, str]:
        """The stages of the present version in order, then those of older ones where deals still are."""
        names = {stage.code: stage.name for stage in self.process.stages}
        used = {cell.stage for cell in self.cells if cell.status == "open"}
        older = {stage.code: stage.name for course in self.courses.values() for stage in course.stages if stage.code in used}
        return {**names, **{code: name for code, name in older.items() if code not in names}}

    def _bar(self, code: str, name: str) -> FunnelStage:
        came, median = self.came[code], self.medians.get(code)
        conversion = round(Decimal(self.went_on[code] * 100) / came, 1) if came else None
        days = round(Decimal((self.moment - median).total_seconds()) / DAY, 1) if median else None
        here = [leaf("stage", "eq", code), leaf("status", "eq", "open")]
        overridden = sum(cell.overridden for cell in self._of("open", code))
        return FunnelStage(
            stage=code, name=name, **self._sums("open", code), unpriced=self._unpriced("open", code), conversion=conversion,
            median_days=days, overridden=overridden, where={"and": [*self.leaves, *here]},
        )  # fmt: skip

    def _of(self, status: str, code: str | None = None) -> list[Row[Any]]:
        return [cell for cell in self.cells if cell.status == status and code in (None, cell.stage)]

    def _sums(self, status: str, code: str | None = None) -> dict[str, Any]:
        cells = self._of(status, code)
        sums = {"amount": sum(cell.points or 0 for cell in cells), "weighted": sum(cell.weighted or 0 for cell in cells)}
        worth = {name: Money(Decimal(points) / POINTS, base_currency()).rounded() for name, points in sums.items()}
        return {"count": sum(cell.deals for cell in cells), **worth}

    def _unpriced(self, status: str, code: str | None = None) -> int:
        return sum(cell.deals - cell.priced for cell in self._of(status, code))

    def _passages(self) -> tuple[dict[str, int], dict[str, int]]:
        """How many deals ever came to each stage, and how many of them went further or were won; what was none is left out."""
        came: dict[str, int] = defaultdict(int)
        went_on: dict[str, int] = defaultdict(int)
        for cell in self.cells:
            if cell.status == "cancelled":
                continue
            passed = self.courses[cell.process_version].codes[: cell.reached + 1]
            for position, code in enumerate(passed):
                came[code] += cell.deals
                went_on[code] += cell.deals if position < cell.reached or cell.status == "won" else 0
        return came, went_on
