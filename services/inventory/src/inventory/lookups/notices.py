"""Shipment notices: what orders still have for them, and why goods may leave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import case, func, select

from crm_kit.errors import Conflict, Invalid
from crm_kit.money import plain
from crm_kit.work import Work
from inventory.domain.notice import NOTHING, OVER, NoticeLine, ShipmentNotice
from inventory.domain.order_fulfilment import OrderFulfilment, OrderFulfilmentLine
from inventory.lookups.places import warehouse_or_default
from inventory.lookups.settings import settings

SHIPPED_FROM = ("order_id", "order_number", "account_id", "ship_to", "currency", "terms_days")


def raised(work: Work, order: OrderFulfilment, quantities: Mapping[UUID, Decimal], **more: Any) -> ShipmentNotice:
    """A new notice for so much of the order's lines, which are in its owner's hands."""
    lines = {line.id: line for line in order.lines}
    told = {name: getattr(order, name) for name in SHIPPED_FROM if name not in ("order_id", "order_number")}
    notice = ShipmentNotice(order_id=order.id, order_number=order.number, **told, **more)
    notice.owner_id, notice.team_path = order.owner_id, order.team_path
    work.add(notice)
    notice.raise_for([_line(position, lines[line_id], qty) for position, (line_id, qty) in enumerate(quantities.items())])
    notice.number = work.number("SN")
    return notice


def _line(position: int, line: OrderFulfilmentLine, qty: Decimal) -> NoticeLine:
    about = {"product_id": line.product_id, "uom": line.uom, "factor": line.factor}
    return NoticeLine(position=position, order_line_id=line.id, qty=qty, shipped=NOTHING, delivering=NOTHING, **about)


def shipping_warehouse(work: Work, order: OrderFulfilment, warehouse_id: UUID | None) -> UUID:
    """The warehouse that is named, else the first one where something is kept for the order, else the ordinary one."""
    kept = [UUID(line["warehouse_id"]) for line in order.reservation if line["warehouse_id"]]
    return warehouse_or_default(work, warehouse_id or (kept[0] if kept else None)).id


def wanted_quantities(work: Work, order: OrderFulfilment, lines: Sequence[Any] | None) -> dict[UUID, Decimal]:
    """Order line → how much a new notice is for; everything that no notice speaks of yet where nobody says.

    Invalid (422) at the line that asks for more than is left, the tolerance for over-deliveries included, or `unknown_unit` where
    its product is not counted in its unit; Conflict (409) for that where nobody names lines.
    """
    taken = on_notices(work, order.id)
    if lines is None:
        _check_counted(order)
        left = {line.id: line.qty - taken.get(line.id, NOTHING) for line in order.lines}
        return _something({line_id: qty for line_id, qty in left.items() if qty > 0}, order)
    known, tolerance = {line.id: line for line in order.lines}, settings(work).over_delivery_percent
    for number, each in enumerate(lines):
        _check_line(f"/lines/{number}", each, known, taken, tolerance)
    _check_once([each.order_line_id for each in lines], "order_line_id")
    return {each.order_line_id: each.qty for each in lines}


def _check_line(
    at: str, asked: Any, known: Mapping[UUID, OrderFulfilmentLine], taken: Mapping[UUID, Decimal], tolerance: Decimal
) -> None:  # fmt: skip
    if asked.order_line_id not in known:
        raise Invalid.field(f"{at}/order_line_id", "unknown_line", "The order has no such line")
    if not known[asked.order_line_id].has_known_unit:
        raise Invalid.field(f"{at}/order_line_id", "unknown_unit", _unknown_unit(known[asked.order_line_id]))
    most = known[asked.order_line_id].qty * (100 + tolerance) / 100 - taken.get(asked.order_line_id, NOTHING)
    if asked.qty > most:
        raise Invalid.field(f"{at}/qty", "more_than_ordered", f"At most {plain(max(most, NOTHING))} are left")


def _check_counted(order: OrderFulfilment) -> None:
    unknown = [line for line in order.lines if not line.has_known_unit]
    if unknown:
        raise Conflict(_unknown_unit(unknown[0]), code="unknown_unit", order_line_ids=[str(line.id) for line in unknown])


def _unknown_unit(line: OrderFulfilmentLine) -> str:
    return f"The product is not counted in '{line.uom}': give it that unit, or amend the order"


def _check_once(ids: Sequence[UUID], name: str) -> None:
    for number, each in enumerate(ids):
        if each in ids[:number]:
            raise Invalid.field(f"/lines/{number}/{name}", "named_twice", "Each line is named once")


def _something(quantities: dict[UUID, Decimal], order: OrderFulfilment) -> dict[UUID, Decimal]:
    if not quantities:
        raise Conflict(f"All of order {order.number} is on notices already", code="nothing_left", order_id=str(order.id))
    return quantities


def on_notices(work: Work, order_id: UUID) -> dict[UUID, Decimal]:
    """Order line → what notices hold of it: of those that are over what they shipped, of others what they are for."""
    held = case((ShipmentNotice.status.in_(OVER), NoticeLine.shipped), else_=func.greatest(NoticeLine.qty, NoticeLine.shipped))
    sums = select(NoticeLine.order_line_id, func.sum(held)).group_by(NoticeLine.order_line_id)
    return dict(work.session.execute(_of_order(sums, order_id)).all())


def _of_order(statement: Any, order_id: UUID) -> Any:
    return statement.join(ShipmentNotice, NoticeLine.notice_id == ShipmentNotice.id).where(ShipmentNotice.order_id == order_id)


def locked_notices(work: Work, *conditions: Any) -> Sequence[ShipmentNotice]:
    """The notices under the conditions, locked in an order that all keep to."""
    query = select(ShipmentNotice).where(*conditions).order_by(ShipmentNotice.id).with_for_update()
    return work.session.scalars(query).all()


# --- release --------------------------------------------------------------------------------------------------------


def check_release(work: Work, order: OrderFulfilment, reason: str) -> None:
    """Conflict (409) or Forbidden (403) where this is no reason for goods of the order to leave."""
    if reason == "paid" and order.payment_status not in ("paid", "overpaid"):
        raise Conflict(f"Order {order.number} is {order.payment_status}", code="not_paid", current=order.payment_status)
    if reason == "credit" and order.is_exception:
        raise Conflict(f"Order {order.number} is an exception; somebody has to approve it", code="order_is_exception")
    if reason == "approved":
        work.caller.require("inventory.shipment_notice.approve")
