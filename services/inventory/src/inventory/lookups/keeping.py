"""Reservations by hand: all of it from one place, or none."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

from crm_contracts.inventory.commands.stock import ReserveStock
from crm_kit.errors import Conflict, Invalid
from crm_kit.messages import given
from crm_kit.money import plain
from crm_kit.work import Work
from inventory.domain.balance import NOTHING, Balance
from inventory.domain.stock_move import StockMove
from inventory.lookups.alarms import check_alarms
from inventory.lookups.balances import locked_stock, write
from inventory.lookups.places import outside, warehouse_or_default, warehouses
from inventory.lookups.products import named_products
from inventory.lookups.serving import expired, hold_waiting_orders, serve


def keep(work: Work, command: ReserveStock) -> StockMove:
    """Reserve what the command asks for."""
    if command.expires_at is not None and command.expires_at <= work.now:
        raise Invalid.field("/expires_at", "in_the_past", "A reservation runs out in the future")
    named_products(work, {"/product_id": command.product_id})[command.product_id].check_usable("/product_id")
    balance = _place(work, command)
    move = work.add(StockMove().want(
        **given(command), from_location_id=balance.location_id, to_location_id=outside(work, "customer"),
    ))  # fmt: skip
    move.warehouse_id = balance.warehouse_id
    move.reserve(command.qty)
    balance.hold(command.qty)
    write(work)
    check_alarms(work, [balance])
    return move


def _place(work: Work, command: ReserveStock) -> Balance:
    """The first place, in the order in which orders are served, that has it all; what ran out gives way."""
    places = _places(work, command.product_id, command.warehouse_id)
    if not _enough(places, command.qty):
        expired(work, [command.product_id])
    if found := _enough(places, command.qty):
        return found[0]
    available = plain(max((each.available for each in places), default=NOTHING))
    message = f"Only {available} are available in one place"
    errors = [{"pointer": "/qty", "code": "insufficient_stock", "message": message}]
    raise Conflict(message, code="insufficient_stock", errors=errors, available=available)


def _places(work: Work, product_id: UUID, warehouse_id: UUID | None) -> list[Balance]:
    wanted = [warehouse_or_default(work, warehouse_id)] if warehouse_id else warehouses(work)
    rank = {warehouse.id: number for number, warehouse in enumerate(wanted)}
    inside = [each for each in locked_stock(work, [product_id])[product_id] if each.warehouse_id in rank]
    return sorted(inside, key=lambda each: (rank[each.warehouse_id], each.location_id))


def _enough(places: Sequence[Balance], qty: Decimal) -> list[Balance]:
    return [each for each in places if each.available >= qty]


def let_go(work: Work, move: StockMove) -> None:
    """Keep it no more; whoever waits for the goods gets them. Conflict (409) for what an order keeps."""
    if move.order_id is not None:
        raise Conflict("The order lets it go when it changes", code="kept_for_order", order_id=str(move.order_id))
    hold_waiting_orders(work, [move.product_id])
    stock = locked_stock(work, [move.product_id])[move.product_id]
    freed = move.cancel()
    here = next(each for each in stock if each.location_id == move.from_location_id)
    here.hold(-freed)
    write(work)
    serve(work, {move.product_id})
    check_alarms(work, [here])
