"""Reservations for orders: as much as is to be shipped, as far as there is."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select

from crm_kit.errors import Conflict
from crm_kit.money import plain
from crm_kit.work import Work
from inventory.domain.balance import NOTHING, Balance
from inventory.domain.order_fulfilment import OrderFulfilment, OrderFulfilmentLine
from inventory.domain.stock_move import OPEN, ORDINARY_PRIORITY, StockMove
from inventory.lookups.alarms import check_alarms
from inventory.lookups.balances import locked_stock, write
from inventory.lookups.demand import open_moves
from inventory.lookups.places import outside, warehouse_or_default
from inventory.lookups.products import stocked_products
from inventory.lookups.serving import expired, fill, serve
from inventory.lookups.telling import Moves, by_line, tell

Stock = Mapping[UUID, list[Balance]]


@dataclass(frozen=True)
class Due:
    """What is to be kept for an order's line, in the product's own unit."""

    order: OrderFulfilment
    line: OrderFulfilmentLine
    qty: Decimal


def bring_in_line(work: Work, orders: Sequence[OrderFulfilment]) -> None:
    """Reserve what is still to be shipped of the orders, which are locked, let go what is not, and say so.

    What there is goes to them as far as it lasts; the rest waits until more comes in.
    """
    if not orders:
        return
    due, ids = _due(work, orders), [order.id for order in orders]
    stock = locked_stock(work, {each.line.product_id for each in due.values()} | _kept_products(work, ids))
    moves = by_line(open_moves(work, StockMove.order_id.in_(ids)))
    freed = _let_go(moves, due, stock)
    _reserve(work, [*_missing(work, due, moves)], moves, stock)
    tell(work, orders, moves)
    write(work)
    serve(work, freed)
    check_alarms(work, [balance for balances in stock.values() for balance in balances])


def _due(work: Work, orders: Sequence[OrderFulfilment]) -> dict[UUID, Due]:
    stocked = stocked_products(work, {line.product_id for order in orders for line in order.lines})
    lines = [(order, line) for order in orders if order.is_wanting for line in order.lines if line.product_id in stocked]
    return {line.id: Due(order, line, line.open_base_qty) for order, line in lines}


def _kept_products(work: Work, order_ids: Collection[UUID]) -> set[UUID]:
    kept = StockMove.order_id.in_(order_ids) & StockMove.status.in_(OPEN)
    return set(work.session.scalars(select(StockMove.product_id).where(kept).distinct()))


def _let_go(moves: Moves, due: Mapping[UUID, Due], stock: Stock) -> set[UUID]:
    """Want no more than is due. The products of which something is free now."""
    freed = set()
    for line_id, mine in moves.items():
        excess = sum((move.qty for move in mine), NOTHING) - _still_due(due.get(line_id), mine)
        freed |= {move.product_id for move in _shrunk(mine, excess, stock)}
        moves[line_id] = [move for move in mine if move.is_open]
    return freed


def _still_due(due: Due | None, moves: Sequence[StockMove]) -> Decimal:
    """What the line wants of the product that the moves are of."""
    return due.qty if due is not None and all(move.product_id == due.line.product_id for move in moves) else NOTHING


def _shrunk(moves: Sequence[StockMove], excess: Decimal, stock: Stock) -> Iterator[StockMove]:
    """The moves that gave something back, what is short and what came last first."""
    last_first = [*reversed(moves)]
    for move in sorted(last_first, key=lambda each: each.reserved_qty > 0):
        if excess <= 0:
            return
        qty = min(move.qty, excess)
        excess -= qty
        if freed := move.shrink(qty):
            place_of(move, stock[move.product_id]).hold(-freed)
            yield move


def place_of(move: StockMove, balances: Sequence[Balance]) -> Balance:
    """Where the move comes from, among the balances of its product."""
    return next(each for each in balances if each.location_id == move.from_location_id)


def _missing(work: Work, due: Mapping[UUID, Due], moves: Moves) -> Iterator[StockMove]:
    """The moves that still want something: those that wait, and a new one for what nobody asked for yet."""
    for line_id, each in due.items():
        mine = moves[line_id]
        yield from (move for move in mine if move.shortage)
        more = each.qty - sum((move.qty for move in mine), NOTHING)
        if more > 0:
            yield _wanted(work, each, more, moves)


def _wanted(work: Work, due: Due, qty: Decimal, moves: Moves) -> StockMove:
    warehouse = warehouse_or_default(work, None)
    move = StockMove(strength="soft", priority=ORDINARY_PRIORITY).want(
        product_id=due.line.product_id, from_location_id=warehouse.location_id, to_location_id=outside(work, "customer"),
        warehouse_id=warehouse.id, qty=qty, order_id=due.order.id, order_line_id=due.line.id, reference=due.order.number,
    )  # fmt: skip
    moves[due.line.id].append(work.add(move))
    return move


def _reserve(work: Work, wanting: Sequence[StockMove], moves: Moves, stock: Stock) -> None:
    """Reserve what is there; where that is not enough, what was kept until a time that is over gives way."""
    for move in wanting:
        moves[move.order_line_id] += fill(work, move, stock[move.product_id])
    if short := [move for move in wanting if move.shortage]:
        expired(work, {move.product_id for move in short})
        for move in short:
            moves[move.order_line_id] += fill(work, move, stock[move.product_id])


# --- for shipment notices --------------------------------------------------------------------------------------------


def harden(work: Work, wanted: Mapping[UUID, Decimal], warehouse_id: UUID, pointers: Mapping[UUID, str]) -> None:
    """Keep so much (in the product's own unit) for each order line in this warehouse for good; Conflict (409 `insufficient_stock`)
    unless it is all reserved there. `pointers` name the lines in the request."""
    here = StockMove.order_line_id.in_(wanted) & (StockMove.warehouse_id == warehouse_id)
    moves = by_line(open_moves(work, here))
    short = {line_id: qty for line_id, qty in wanted.items() if _kept(moves[line_id]) < qty}
    if short:
        errors = [_not_kept(line_id, moves, pointers[line_id]) for line_id in short]
        raise Conflict("Not all of it is reserved in this warehouse", code="insufficient_stock", errors=errors)
    for line_id in wanted:
        for move in moves[line_id]:
            move.strengthen("hard")


def soften(work: Work, line_ids: Collection[UUID]) -> None:
    """What is kept for these order lines is kept as it was before it was promised for good."""
    for move in open_moves(work, StockMove.order_line_id.in_(line_ids)):
        move.strengthen("soft")


def _kept(moves: Sequence[StockMove]) -> Decimal:
    return sum((move.reserved_qty for move in moves), NOTHING)


def _not_kept(line_id: UUID, moves: Moves, pointer: str) -> dict[str, str]:
    available = plain(_kept(moves[line_id]))
    return {
        "pointer": pointer,
        "code": "insufficient_stock",
        "message": f"Only {available} are reserved here",
        "available": available,
    }
