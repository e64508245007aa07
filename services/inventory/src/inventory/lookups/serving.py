"""Giving out what is free to those who wait: by priority, then by age."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import select

from crm_kit.work import Work
from inventory.domain.balance import Balance
from inventory.domain.order_fulfilment import OrderFulfilment
from inventory.domain.stock_move import OPEN, StockMove
from inventory.lookups.balances import locked_stock, write
from inventory.lookups.demand import open_moves
from inventory.lookups.places import warehouses
from inventory.lookups.telling import tell_orders

MOST_AT_ONCE = 500


def serve(work: Work, product_ids: Collection[UUID]) -> None:
    """Reserve what is free of the products for the moves that wait for it, and tell their orders."""
    if not product_ids:
        return
    stock = locked_stock(work, product_ids)
    plenty = [product_id for product_id, balances in stock.items() if any(each.available > 0 for each in balances)]
    waiting = _waiting(work, plenty) if plenty else []
    short = {move.id: move.shortage for move in waiting}
    for move in waiting:
        fill(work, move, stock[move.product_id])
    write(work)
    tell_orders(work, {move.order_id for move in waiting if move.order_id and move.shortage < short[move.id]})


def hold_waiting_orders(work: Work, product_ids: Collection[UUID]) -> Sequence[UUID]:
    """Lock the orders that wait for these products before the products themselves, as whoever ships or changes an order does."""
    order_ids = waiting_orders(work, product_ids) if product_ids else []
    hold_orders(work, order_ids)
    return order_ids


def waiting_orders(work: Work, product_ids: Any) -> Sequence[UUID]:
    """The orders that wait for these products, which may be a query."""
    waiting = StockMove.status.in_(("waiting", "partially_reserved")) & StockMove.product_id.in_(product_ids)
    wanted = select(StockMove.order_id).where(waiting, StockMove.order_id.is_not(None)).distinct()
    return work.session.scalars(wanted.limit(MOST_AT_ONCE)).all()


def hold_orders(work: Work, order_ids: Collection[UUID]) -> None:
    """Lock orders in the order in which all lock them. Who locks some and then others may wait for who waits for them."""
    if order_ids:
        orders = select(OrderFulfilment.id).where(OrderFulfilment.id.in_(order_ids)).order_by(OrderFulfilment.id)
        work.session.execute(orders.with_for_update())


def _waiting(work: Work, product_ids: Sequence[UUID]) -> list[StockMove]:
    """The moves that wait for the products, their orders locked, as they are before anything that is kept for them changes."""
    short = StockMove.status.in_(("waiting", "partially_reserved")) & StockMove.product_id.in_(product_ids)
    first = select(StockMove.id, StockMove.order_id).where(short).order_by(StockMove.priority.desc(), StockMove.id)
    rows = work.session.execute(first.limit(MOST_AT_ONCE)).all()
    hold_orders(work, {order_id for _, order_id in rows if order_id})
    found = open_moves(work, StockMove.id.in_([move_id for move_id, _ in rows])) if rows else []
    return sorted(found, key=lambda move: (-move.priority, move.id))


def fill(work: Work, move: StockMove, stock: Iterable[Balance]) -> list[StockMove]:
    """Reserve what the move wants: where it is, then in the other warehouses in their order. The moves that were split off it."""
    split = []
    for balance in in_order(work, move, stock):
        qty = min(move.shortage, balance.available)
        if qty > 0:
            taken = _from(work, move, balance, qty)
            taken.reserve(qty)
            balance.hold(qty)
            split += [taken] if taken is not move else []
    return split


def in_order(work: Work, move: StockMove, stock: Iterable[Balance]) -> list[Balance]:
    """The balances that a move is served from. What was asked for by hand comes from its own place only."""
    rank = {warehouse.id: number for number, warehouse in enumerate(warehouses(work))}
    here = [each for each in stock if each.location_id == move.from_location_id]
    there = [each for each in stock if each.location_id != move.from_location_id and each.warehouse_id in rank]
    elsewhere = sorted(there, key=lambda each: (rank.get(each.warehouse_id, 0), each.location_id)) if move.order_id else []
    return [*here, *elsewhere]


def _from(work: Work, move: StockMove, balance: Balance, qty: Decimal) -> StockMove:
    """The move that takes so much from the balance: this one, or one split off it."""
    if move.from_location_id == balance.location_id:
        return move
    if move.qty == qty:
        move.from_location_id, move.warehouse_id = balance.location_id, balance.warehouse_id
        return move
    return work.add(move.split(qty, balance.location_id, balance.warehouse_id))


def expired(work: Work, product_ids: Collection[UUID]) -> None:
    """Let go what was reserved until a time that is over: it gives way when somebody else asks."""
    soft = (StockMove.strength == "soft") & (StockMove.expires_at <= work.now) & StockMove.product_id.in_(product_ids)
    if work.session.scalar(select(StockMove.id).where(StockMove.status.in_(OPEN), soft).limit(1)) is None:
        return
    stock = locked_stock(work, product_ids)
    for move in open_moves(work, soft):
        freed = move.cancel()
        here = next(each for each in stock[move.product_id] if each.location_id == move.from_location_id)
        here.hold(-freed)
