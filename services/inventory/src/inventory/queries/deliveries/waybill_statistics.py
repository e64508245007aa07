"""How carriers do."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Date, Numeric, Select, and_, cast, extract, func, select

from crm_contracts.inventory.queries.deliveries import WaybillStatistics
from crm_contracts.inventory.views.deliveries import CarrierFigures, WaybillStatisticsView
from crm_kit.messages import dump
from crm_kit.visibility import visible
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.delivery import Delivery, DeliveryLine
from inventory.domain.order_fulfilment import OrderFulfilmentLine
from inventory.domain.waybill import Waybill, WaybillEvent

A_DAY = 86_400
_line = OrderFulfilmentLine.id == DeliveryLine.order_line_id
_due_on = select(func.min(OrderFulfilmentLine.due_on)).join(DeliveryLine, _line).where(
    DeliveryLine.delivery_id == Waybill.delivery_id
).scalar_subquery()  # fmt: skip
_taken_at = select(func.min(WaybillEvent.at)).where(
    WaybillEvent.waybill_id == Waybill.id, WaybillEvent.status == "picked_up"
).scalar_subquery()  # fmt: skip


@app.answers(WaybillStatistics)
def waybill_statistics(query: WaybillStatistics, work: Work) -> dict[str, Any]:
    rows = work.session.execute(_by_carrier(_consignments(query, work))).mappings()
    carriers = [CarrierFigures(**row, on_time_percent=_percent(row["on_time"], row["promised"])) for row in rows]
    days = {"booked_from": query.booked_from, "booked_to": query.booked_to}
    return dump(None, WaybillStatisticsView, {**days, "carriers": carriers})


def _consignments(query: WaybillStatistics, work: Work) -> Select[Any]:
    """Each with the day it was promised for, the day it arrived on, and how long it took."""
    arrived_on = cast(func.timezone("UTC", Waybill.status_at), Date)
    took = extract("epoch", Waybill.status_at - func.coalesce(_taken_at, Delivery.shipped_at)) / A_DAY
    told = select(Waybill.carrier, Waybill.status, _due_on.label("due_on"), arrived_on.label("arrived_on"), took.label("took"))
    booked = told.outerjoin(Delivery, Delivery.id == Waybill.delivery_id)
    return booked.where(visible(work.caller, Waybill, work.allow), Waybill.deleted_at.is_(None), *_days(query))


def _days(query: WaybillStatistics) -> list[ColumnElement[bool]]:
    booked_on, found = cast(func.timezone("UTC", Waybill.created_at), Date), []
    if query.booked_from:
        found.append(booked_on >= query.booked_from)
    if query.booked_to:
        found.append(booked_on <= query.booked_to)
    return found


def _by_carrier(consignments: Select[Any]) -> Select[Any]:
    each = consignments.subquery().c
    signed = each.status == "signed"
    counted = {
        "under_way": each.status.not_in(("signed", "returned")), "exceptions": each.status == "exception", "signed": signed,
        "returned": each.status == "returned", "promised": and_(signed, each.due_on.is_not(None)),
        "on_time": and_(signed, each.arrived_on <= each.due_on),
    }  # fmt: skip
    counts = [func.count().filter(condition).label(name) for name, condition in counted.items()]
    days = func.round(cast(func.avg(func.greatest(each.took, 0)).filter(signed), Numeric), 2).label("transit_days")
    consigned = func.count().label("consignments")
    return select(each.carrier, consigned, *counts, days).group_by(each.carrier).order_by(consigned.desc(), each.carrier)


def _percent(part: int, whole: int) -> Decimal | None:
    return round(100 * Decimal(part) / whole, 1) if whole else None
