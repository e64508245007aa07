"""What the warehouse has promised to ship: stock that is kept for good."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from uuid import UUID

from sqlalchemy import func, select

from crm_kit.work import Work
from inventory.domain.balance import Balance
from inventory.domain.notice import NOTHING, SHIPPABLE, NoticeLine, ShipmentNotice
from inventory.domain.stock_move import OPEN, StockMove
from inventory.lookups.alarms import check_alarms
from inventory.lookups.balances import locked_stock, write
from inventory.lookups.demand import open_moves
from inventory.lookups.places import location_of
from inventory.lookups.products import stocked_products
from inventory.lookups.reservations import harden, place_of, soften
from inventory.lookups.telling import by_line, tell_orders

Kept = Mapping[tuple[UUID, UUID], Decimal]
"""By order line and warehouse, in the product's own unit."""


def keep_for_good(work: Work, notice: ShipmentNotice) -> None:
    """Reserve for good, in the notice's warehouse, what it is still to ship, beside what was promised there before.

    What is kept for its order in another warehouse is kept here instead where so much is free here; Conflict (409) unless all of it
    is. The order is locked.
    """
    lines = stocked(work, notice.lines)
    if not lines:
        return
    before, here = promised(work, {line.order_line_id for line in lines}, but=notice.id), notice.warehouse_id
    wanted = {
        line.order_line_id: line.factor * (line.qty - line.shipped) + before.get((line.order_line_id, here), NOTHING)
        for line in lines
    }
    _bring_here(work, notice, wanted, before)
    harden(work, wanted, here, {line.order_line_id: f"/lines/{line.position}/qty" for line in lines})


def _bring_here(work: Work, notice: ShipmentNotice, wanted: Mapping[UUID, Decimal], before: Kept) -> None:
    """Who waits for goods has been given all that is free: so nobody waits for what this frees elsewhere."""
    kept, here = kept_for(work, wanted), notice.warehouse_id
    short = {line_id: qty - kept.get((line_id, here), NOTHING) for line_id, qty in wanted.items()}
    lines = [line for line in notice.lines if short.get(line.order_line_id, NOTHING) > 0]
    if not lines:
        return
    stock, place = locked_stock(work, {line.product_id for line in lines}), location_of(work, here)
    moves = by_line(open_moves(work, StockMove.order_line_id.in_([line.order_line_id for line in lines])))
    for line in lines:
        away = [move for move in moves[line.order_line_id] if move.from_location_id != place]
        bound = sum((qty for (line_id, at), qty in before.items() if line_id == line.order_line_id and at != here), NOTHING)
        most = min(short[line.order_line_id], sum((move.qty for move in away), NOTHING) - bound)
        _keep_here(work, away, most, stock[line.product_id], place)
    write(work)
    check_alarms(work, [balance for balances in stock.values() for balance in balances])
    tell_orders(work, [notice.order_id])


def _keep_here(work: Work, away: Sequence[StockMove], most: Decimal, stock: Sequence[Balance], place: UUID) -> None:
    """Keep at most so much in this place instead of where the moves have it; what is kept nowhere yet comes first."""
    here = next((balance for balance in stock if balance.location_id == place), None)
    for move in sorted(away, key=lambda each: each.reserved_qty > 0):
        qty = min(move.qty, most, here.available if here else NOTHING)
        if here is not None and qty > 0:
            before, most = move.reserved_qty, most - qty
            moved = work.add(move.split(qty, place, here.warehouse_id))
            place_of(move, stock).hold(move.reserved_qty - before)
            moved.reserve(qty)
            here.hold(qty)


def let_go(work: Work, notice: ShipmentNotice) -> None:
    """What was kept for good for the notice, and for no other one, is kept as for any order."""
    line_ids = {line.order_line_id for line in notice.lines}
    still = {line_id for line_id, _ in promised(work, line_ids, but=notice.id)}
    if alone := line_ids - still:
        soften(work, alone)


def promised(work: Work, line_ids: Collection[UUID], but: UUID | None = None) -> Kept:
    """What accepted notices are still to ship of order lines."""
    rest, place = func.sum(NoticeLine.factor * (NoticeLine.qty - NoticeLine.shipped)), ShipmentNotice.warehouse_id
    sums = select(NoticeLine.order_line_id, place, rest).join(ShipmentNotice, NoticeLine.notice_id == ShipmentNotice.id)
    theirs = sums.where(
        NoticeLine.order_line_id.in_(line_ids), ShipmentNotice.status.in_(SHIPPABLE), NoticeLine.qty > NoticeLine.shipped
    )
    others = theirs if but is None else theirs.where(ShipmentNotice.id != but)
    rows = work.session.execute(others.group_by(NoticeLine.order_line_id, place))
    return {(line_id, warehouse_id): qty for line_id, warehouse_id, qty in rows}


def kept_for(work: Work, line_ids: Collection[UUID]) -> Kept:
    """What is reserved for order lines."""
    key = (StockMove.order_line_id, StockMove.warehouse_id)
    mine = StockMove.order_line_id.in_(line_ids) & StockMove.status.in_(OPEN) & (StockMove.reserved_qty > 0)
    rows = work.session.execute(select(*key, func.sum(StockMove.reserved_qty)).where(mine).group_by(*key))
    return {(line_id, warehouse_id): qty for line_id, warehouse_id, qty in rows}


def stocked(work: Work, lines: Sequence[NoticeLine]) -> list[NoticeLine]:
    """The lines whose products are kept in stock."""
    kept = stocked_products(work, {line.product_id for line in lines})
    return [line for line in lines if line.product_id in kept]
