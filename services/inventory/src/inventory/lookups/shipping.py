"""Deliveries: what may go into one, and what moves when it leaves or comes back."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select

from crm_kit.errors import Invalid
from crm_kit.messages import as_json
from crm_kit.money import plain
from crm_kit.work import Work
from inventory.domain.delivery import Delivery, DeliveryLine
from inventory.domain.movement import Movement
from inventory.domain.notice import NOTHING, NoticeLine, ShipmentNotice
from inventory.domain.order_fulfilment import OrderFulfilment
from inventory.domain.stock_move import StockMove
from inventory.lookups.holding import held
from inventory.lookups.places import location_of, outside
from inventory.lookups.products import services
from inventory.lookups.serving import hold_orders, waiting_orders
from inventory.lookups.settings import settings
from inventory.lookups.shippable import check_shippable, locked_orders

TOGETHER = ("account_id", "warehouse_id", "currency", "terms_days")
DOCUMENT = "delivery"
_ORDER_IDS = select(Delivery.order_ids).where(Delivery.id == bindparam("delivery_id"))


@dataclass(frozen=True)
class Shipment:
    """A delivery with its orders and notices, all of them locked: orders first, then the delivery, then the notices."""

    delivery: Delivery
    orders: Mapping[UUID, OrderFulfilment]
    notices: Sequence[ShipmentNotice]

    @property
    def lines(self) -> list[DeliveryLine]:
        """Those of which something was picked."""
        return [line for line in self.delivery.lines if line.picked]

    def check_ready(self, tolerance: Decimal) -> None:
        """Conflict (409) where an order or a notice lets nothing leave, Invalid (422) at the line that would leave too often."""
        for order in self.orders.values():
            check_shippable(order)
        for notice in self.notices:
            notice.check_deliverable()
        ordered = {line.id: line for order in self.orders.values() for line in order.lines}
        leaving = _sums((line.order_line_id, line.planned) for line in self.lines)
        for line in self.lines:
            wanted = ordered.get(line.order_line_id)
            most = wanted.qty * (100 + tolerance) / 100 - wanted.shipped if wanted else NOTHING
            if leaving[line.order_line_id] > most:
                raise Invalid.field(
                    f"/lines/{line.position}/picked", "over_delivery", f"At most {plain(max(most, NOTHING))} may leave"
                )

    def leave(self) -> None:
        """Notices and orders know what has left."""
        shipped = {line.notice_line_id: line.planned for line in self.lines}
        for notice in self._concerned():
            notice.ship(shipped)
        self._count(1)

    def come_back(self) -> None:
        """Notices and orders know that it has not."""
        returned = {line.notice_line_id: line.planned for line in self.lines}
        for notice in self._concerned():
            notice.take_back(returned)
        self._count(-1)

    def _concerned(self) -> list[ShipmentNotice]:
        picked = {line.notice_id for line in self.lines}
        return [notice for notice in self.notices if notice.id in picked]

    def _count(self, sign: int) -> None:
        moved = _sums((line.order_line_id, line.planned) for line in self.lines)
        for order in self.orders.values():
            for line in order.lines:
                line.shipped += sign * moved.get(line.id, NOTHING)
            order.touch()

    @property
    def is_partial(self) -> bool:
        """Whether something of its orders is still to be shipped."""
        return any(line.open_qty for order in self.orders.values() for line in order.lines)


def shipment(work: Work, delivery_id: UUID, version: int) -> Shipment:
    """A delivery of those that the caller may meet, with what it is for, locked."""
    orders = locked_orders(work, _order_ids(work, delivery_id))
    delivery = work.get(Delivery, delivery_id, version=version, lock=True)
    return Shipment(delivery, orders, held(work, ShipmentNotice, delivery.notice_ids))


def _order_ids(work: Work, delivery_id: UUID) -> list[UUID]:
    """The orders that a delivery is for, none where there is no such delivery."""
    return work.session.scalars(_ORDER_IDS, {"delivery_id": delivery_id}).one_or_none() or []


def coming_back(work: Work, delivery_id: UUID, version: int) -> Shipment:
    """The same for goods that come back; the orders that wait for such goods are locked too, all of them before anything else."""
    mine = _order_ids(work, delivery_id)
    returned = select(DeliveryLine.product_id).where(DeliveryLine.delivery_id == delivery_id)
    hold_orders(work, {*mine, *waiting_orders(work, returned)})
    return shipment(work, delivery_id, version)


def outgoing(work: Work, delivery: Delivery, day: dt.date) -> list[Movement]:
    """The movements of a delivery that leaves. Services leave no place."""
    here, there = location_of(work, delivery.warehouse_id), outside(work, "customer")
    return [
        Movement(
            product_id=line.product_id, from_location_id=here, to_location_id=there, qty=line.planned * line.factor, posted_on=day,
            document_kind=DOCUMENT, document_id=delivery.id, order_id=line.order_id, order_line_id=line.order_line_id,
            pointer=f"/lines/{line.position}/picked",
        )
        for line in _stocked(work, delivery)
    ]  # fmt: skip


def incoming(work: Work, delivery: Delivery) -> list[Movement]:
    """The movements of a delivery that comes back: at what the goods were worth when they left."""
    costs = _costs(work, delivery)
    here, there = outside(work, "customer"), location_of(work, delivery.warehouse_id)
    return [
        Movement(
            product_id=line.product_id, from_location_id=here, to_location_id=there, qty=line.planned * line.factor,
            posted_on=work.today, document_kind=DOCUMENT, document_id=delivery.id, order_id=line.order_id,
            unit_cost=costs.get(line.order_line_id), pointer=f"/lines/{line.position}/picked",
        )
        for line in _stocked(work, delivery)
    ]  # fmt: skip


def _stocked(work: Work, delivery: Delivery) -> list[DeliveryLine]:
    lines = [line for line in delivery.lines if line.picked]
    intangible = services(work, {line.product_id for line in lines})
    return [line for line in lines if line.product_id not in intangible]


def _costs(work: Work, delivery: Delivery) -> dict[UUID, Decimal]:
    """Order line → what a piece was worth as it left, in the base currency."""
    left = select(StockMove.order_line_id, StockMove.value, StockMove.qty).where(
        StockMove.document_kind == DOCUMENT, StockMove.document_id == delivery.id, StockMove.order_line_id.is_not(None)
    )
    return {row[0]: row[1] / row[2] for row in work.session.execute(left)}


# --- making, changing and giving up ----------------------------------------------------------------------------------


def notices_to_deliver(work: Work, notice_ids: Sequence[UUID]) -> dict[UUID, ShipmentNotice]:
    """The notices, locked. Invalid (422) at one that the caller cannot meet, or with `groups` where they do not go together."""
    query = work.select(ShipmentNotice, ShipmentNotice.id.in_(notice_ids)).order_by(ShipmentNotice.id)
    found = {notice.id: notice for notice in work.session.scalars(query.with_for_update(of=ShipmentNotice))}
    for number, notice_id in enumerate(notice_ids):
        if notice_id not in found:
            raise Invalid.field(f"/notice_ids/{number}", "unknown_notice", f"There is no shipment notice {notice_id}")
        found[notice_id].check_deliverable()
    _check_together(found.values())
    return {notice_id: found[notice_id] for notice_id in notice_ids}


def _check_together(notices: Collection[ShipmentNotice]) -> None:
    groups = defaultdict(list)
    for notice in notices:
        groups[(*(getattr(notice, name) for name in TOGETHER), str(as_json(notice.ship_to)))].append(str(notice.id))
    if len(groups) > 1:
        message = "One delivery has one customer, address, warehouse, currency and terms; make one of each group"
        errors = [{"pointer": "/notice_ids", "code": "split", "message": message}]
        raise Invalid(message, code="split", errors=errors, groups=list(groups.values()))


def quantities_to_deliver(
    work: Work, notices: Mapping[UUID, ShipmentNotice], wanted: Sequence[Any] | None
) -> list[tuple[ShipmentNotice, NoticeLine, Decimal]]:  # fmt: skip
    """What goes into a delivery; everything that no other one holds where nobody says. Invalid (422) at the line that asks for too
    much, the tolerance for over-deliveries included."""
    known = {line.id: (notice, line) for notice in notices.values() for line in notice.lines}
    if wanted is None:
        return [(notice, line, line.left) for notice, line in known.values() if line.left > 0]
    tolerance, taken, chosen = settings(work).over_delivery_percent, set[UUID](), []
    for number, each in enumerate(wanted):
        if each.notice_line_id not in known or each.notice_line_id in taken:
            raise Invalid.field(
                f"/lines/{number}/notice_line_id", "unknown_line", "The notices have no such line, or it is named twice"
            )
        taken.add(each.notice_line_id)
        notice, line = known[each.notice_line_id]
        check_within(line, each.qty, tolerance, f"/lines/{number}/qty")
        chosen.append((notice, line, each.qty))
    return chosen


def check_within(line: NoticeLine, more: Decimal, tolerance: Decimal, pointer: str) -> None:
    """Invalid (422 `over_delivery`) where so much more is more than the notice lets through."""
    most = line.most(tolerance) - line.shipped - line.delivering
    if more > most:
        raise Invalid.field(pointer, "over_delivery", f"At most {plain(max(most, NOTHING))} more may leave")


def take_picked(work: Work, delivery: Delivery, notices: Sequence[ShipmentNotice], picked: Sequence[Any]) -> None:
    """The notices know what was picked instead of what was planned. Invalid (422) at the line with more than may leave."""
    here = {line.id: line for line in delivery.lines}
    held = {line.id: (notice, line) for notice in notices for line in notice.lines}
    tolerance, seen = settings(work).over_delivery_percent, set[UUID]()
    for number, each in enumerate(picked):
        if each.line_id not in here or each.line_id in seen:
            raise Invalid.field(f"/lines/{number}/line_id", "unknown_line", "The delivery has no such line, or it is named twice")
        seen.add(each.line_id)
        notice, line = held[here[each.line_id].notice_line_id]
        more = each.qty - here[each.line_id].planned
        if more > 0:
            check_within(line, more, tolerance, f"/lines/{number}/qty")
        notice.deliver(line, more)


def give_back(delivery: Delivery, notices: Sequence[ShipmentNotice]) -> None:
    """What a delivery that does not leave holds of its notices is free for another one."""
    held = {line.id: (notice, line) for notice in notices for line in notice.lines}
    for line in delivery.lines:
        notice, of_notice = held[line.notice_line_id]
        notice.deliver(of_notice, -line.planned)


def give_up_deliveries(work: Work, reasons: Mapping[UUID, str]) -> None:
    """Cancel what has not left of deliveries that hold something of notices, for the reasons by which those end."""
    if not reasons:
        return
    waiting = Delivery.status.in_(("draft", "picking", "packed")) & Delivery.notice_ids.overlap(list(reasons))
    query = select(Delivery).where(waiting).order_by(Delivery.id).with_for_update()
    deliveries = work.session.scalars(query).all()
    concerned = {notice_id for delivery in deliveries for notice_id in delivery.notice_ids} | reasons.keys()
    notices = held(work, ShipmentNotice, concerned)
    for delivery in deliveries:
        work.because(delivery.id, delivery.order_ids[0])
        delivery.cancel(next(reasons[notice_id] for notice_id in delivery.notice_ids if notice_id in reasons))
        give_back(delivery, [notice for notice in notices if notice.id in delivery.notice_ids])


def _sums(pairs: Iterator[tuple[UUID, Decimal]]) -> dict[UUID, Decimal]:
    found: dict[UUID, Decimal] = defaultdict(Decimal)
    for key, qty in pairs:
        found[key] += qty
    return found
