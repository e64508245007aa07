"""How shipment notices follow their orders."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from decimal import ROUND_DOWN, Decimal
from uuid import UUID

from sqlalchemy import func, select

from crm_kit.work import Work
from inventory.domain.balance import SMALLEST
from inventory.domain.notice import NOTHING, OVER, NoticeLine, ShipmentNotice
from inventory.domain.order_fulfilment import OrderFulfilment, OrderFulfilmentLine
from inventory.lookups.notices import locked_notices, on_notices, raised, shipping_warehouse
from inventory.lookups.places import warehouses
from inventory.lookups.products import products
from inventory.lookups.promises import keep_for_good, kept_for, promised
from inventory.lookups.settings import settings
from inventory.lookups.shipping import give_up_deliveries

ENDED = ("cancelled", "short_closed", "completed")


def follow_orders(work: Work, orders: Sequence[OrderFulfilment]) -> None:
    """What orders' news mean for their notices: on hold they freeze, with the order's end they end. Only the orders are locked."""
    known = {order.id: order for order in orders}
    for notice in _open_notices(work, known):
        order = known[notice.order_id]
        work.because(notice.id, order.id)
        notice.freeze(order.status == "on_hold")
        if order.status in ENDED:
            _end(notice, order)


def _open_notices(work: Work, orders: Mapping[UUID, OrderFulfilment]) -> Sequence[ShipmentNotice]:
    """Those of orders that end come after their deliveries, in the order in which all lock."""
    is_open = ShipmentNotice.order_id.in_(orders) & ShipmentNotice.status.not_in(OVER)
    rows = work.session.execute(select(ShipmentNotice.id, ShipmentNotice.order_id).where(is_open)).all() if orders else []
    ending = {notice_id: _reason(orders[order_id]) for notice_id, order_id in rows if orders[order_id].status in ENDED}
    give_up_deliveries(work, ending)
    return locked_notices(work, is_open) if rows else []


def _end(notice: ShipmentNotice, order: OrderFulfilment) -> None:
    end = notice.close_short if notice.status == "partially_shipped" else notice.cancel
    end(_reason(order))


def _reason(order: OrderFulfilment) -> str:
    return f"Order {order.number} is {order.status.replace('_', ' ')}"


# --- goods that go out by order --------------------------------------------------------------------------------------


def ship_by_order(work: Work, order: OrderFulfilment) -> None:
    """Where goods go out by order it gets its notices by itself: one for what is reserved in each warehouse, accepted at once, and
    one for the rest, which waits for the warehouse."""
    if order.status != "confirmed" or settings(work).ship_by != "order":
        return
    asked = _ever_asked(work, order.id)
    left = {line.id: max(line.qty - asked.get(line.id, NOTHING), NOTHING) for line in order.lines if line.has_known_unit}
    for warehouse_id, ready in _ready(work, order, left).items():
        notice = _released(work, order, ready, warehouse_id)
        keep_for_good(work, notice)
        notice.accept()
        left = {line_id: qty - ready.get(line_id, NOTHING) for line_id, qty in left.items()}
    if later := {line_id: qty for line_id, qty in left.items() if qty > 0}:
        _released(work, order, later, shipping_warehouse(work, order, None))


def _released(work: Work, order: OrderFulfilment, quantities: Mapping[UUID, Decimal], warehouse_id: UUID) -> ShipmentNotice:
    notice = raised(work, order, quantities, warehouse_id=warehouse_id, is_automatic=True)
    notice.submit()
    notice.release("approved" if order.is_exception else "credit", work.caller.user_id, work.now)
    return notice


def raise_again(work: Work, notice: ShipmentNotice) -> None:
    """What an automatic notice leaves that is taken back, and its order still wants, waits for its release in a new one. To take
    that one back too is to call the goods off. The order is locked."""
    order = work.session.get_one(OrderFulfilment, notice.order_id)
    goes_out = order.status == "confirmed" and settings(work).ship_by == "order"
    if goes_out and notice.is_automatic and notice.released_at is not None and (left := _left_of(work, notice, order)):
        raised(work, order, left, warehouse_id=notice.warehouse_id, is_automatic=True).submit()


def _left_of(work: Work, notice: ShipmentNotice, order: OrderFulfilment) -> dict[UUID, Decimal]:
    """Order line → what the notice was for, as far as the order wants it and no other notice is for it."""
    work.flush()
    asked, ordered = on_notices(work, order.id), {line.id: line.qty for line in order.lines}
    rest = {line_id: qty - asked.get(line_id, NOTHING) for line_id, qty in ordered.items()}
    left = {line.order_line_id: min(line.qty, rest.get(line.order_line_id, NOTHING)) for line in notice.lines}
    return {line_id: qty for line_id, qty in left.items() if qty > 0}


def _ever_asked(work: Work, order_id: UUID) -> dict[UUID, Decimal]:
    """Order line → what there have been notices for. What came back, the warehouse refused or somebody called off does not go out
    again by itself."""
    called_off = (ShipmentNotice.status == "rejected") | ShipmentNotice.released_at.is_(None)
    counts = ShipmentNotice.status.not_in(("rejected", "cancelled")) | (ShipmentNotice.is_automatic & called_off)
    sums = select(NoticeLine.order_line_id, func.sum(NoticeLine.qty)).join(
        ShipmentNotice, NoticeLine.notice_id == ShipmentNotice.id
    )
    mine = sums.where(ShipmentNotice.order_id == order_id, counts).group_by(NoticeLine.order_line_id)
    return dict(work.session.execute(mine).all())


def _ready(work: Work, order: OrderFulfilment, left: Mapping[UUID, Decimal]) -> dict[UUID, dict[UUID, Decimal]]:
    """Warehouse → order line → how much of what is left is reserved there and not promised yet, in its unit.

    Services are always there: they go with the first goods.
    """
    ids = [line.id for line in order.lines]
    kept, before = kept_for(work, ids), promised(work, ids)
    places = _in_order(work, order, {warehouse_id for _, warehouse_id in kept})
    found: dict[UUID, dict[UUID, Decimal]] = {}
    for line in order.lines:
        rest = left.get(line.id, NOTHING)
        for place in places:
            free = kept.get((line.id, place), NOTHING) - before.get((line.id, place), NOTHING)
            if (qty := _within(rest, free, line)) > 0:
                found.setdefault(place, {})[line.id] = qty
                rest -= qty
    return _with_services(work, order, left, found, places[0])


def _in_order(work: Work, order: OrderFulfilment, kept_in: Collection[UUID]) -> list[UUID]:
    first = shipping_warehouse(work, order, None)
    return [first, *(each.id for each in warehouses(work) if each.id in kept_in and each.id != first)]


def _with_services(
    work: Work, order: OrderFulfilment, left: Mapping[UUID, Decimal], found: dict[UUID, dict[UUID, Decimal]], first: UUID
) -> dict[UUID, dict[UUID, Decimal]]:  # fmt: skip
    known = products(work, {line.product_id for line in order.lines})
    services = {line.id for line in order.lines if line.product_id in known and not known[line.product_id].is_stocked}
    if asked := {line_id: qty for line_id, qty in left.items() if line_id in services and qty > 0}:
        place = next(iter(found), first)
        found[place] = found.get(place, {}) | asked
    return found


def _within(qty: Decimal, free: Decimal, line: OrderFulfilmentLine) -> Decimal:
    """So much, as far as it is free; a fraction of a unit is never more than there is."""
    return min(qty, (free / line.factor).quantize(SMALLEST, ROUND_DOWN)) if qty > 0 and free > 0 else NOTHING
