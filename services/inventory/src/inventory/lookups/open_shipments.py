"""What is still to be shipped of orders, as SQL."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import ColumnElement, func, literal, select

from crm_kit.visibility import visible
from crm_kit.work import Work
from inventory.domain.notice import OVER, NoticeLine, ShipmentNotice
from inventory.domain.order_fulfilment import WANTING, OrderFulfilment, OrderFulfilmentLine

SOME_DAY = dt.date(9999, 12, 31)
LEFT = OrderFulfilmentLine.qty - OrderFulfilmentLine.shipped
DUE_BY = func.coalesce(OrderFulfilmentLine.due_on, literal(SOME_DAY, literal_execute=True))


def still_to_ship(work: Work) -> list[ColumnElement[bool]]:
    """Lines of confirmed orders, of those that the caller may meet, that have something left."""
    met = visible(work.caller, OrderFulfilment, work.allow)
    return [met, OrderFulfilment.status.in_(WANTING), OrderFulfilmentLine.shipped < OrderFulfilmentLine.qty]


def noticed() -> Any:
    """How much of what is left stands on open notices."""
    rest = func.coalesce(func.sum(NoticeLine.qty - NoticeLine.shipped), 0)
    of_line = select(rest).join(ShipmentNotice, NoticeLine.notice_id == ShipmentNotice.id).where(
        NoticeLine.order_line_id == OrderFulfilmentLine.id, ShipmentNotice.status.not_in(OVER)
    )  # fmt: skip
    return of_line.scalar_subquery()
