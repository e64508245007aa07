"""Posting: the one way in which goods move."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from uuid import UUID

from crm_kit.errors import Conflict
from crm_kit.money import plain
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.balance import NOTHING, SMALLEST, Balance
from inventory.domain.demand import Demand
from inventory.domain.ledger_entry import LedgerEntry
from inventory.domain.movement import Movement
from inventory.domain.stock_move import StockMove, moved
from inventory.lookups.alarms import check_alarms
from inventory.lookups.balances import Place, locked, write
from inventory.lookups.demand import demand_of
from inventory.lookups.serving import hold_waiting_orders, serve
from inventory.lookups.settings import check_posting_day

Balances = dict[Place, Balance]


def post_moves(work: Work, movements: Sequence[Movement]) -> list[StockMove]:
    """Post movements, all of them or none; the moves that were done, in the same order.

    What comes from outside costs its `unit_cost`, else what there is already; what leaves a place costs the moving average there.
    Conflict (409 `insufficient_stock`) where a place has less than is to leave it beside what is reserved for others. Invalid (422)
    for a day in the future or in closed books.
    """
    for day in {movement.posted_on for movement in movements}:
        check_posting_day(work, day)
    hold_waiting_orders(work, {each.product_id for each in movements if each.order_line_id is None})
    balances = locked(work, {place for movement in movements for place in _ends(movement)})
    demand = demand_of(work, {each.order_line_id for each in movements if each.order_line_id}, balances)
    _check(movements, balances, demand)
    done = [_post(work, movement, balances, demand) for movement in movements]
    serve(work, {movement.product_id for movement in movements if _adds(movement, balances)} | demand.freed)
    write(work)
    check_alarms(work, balances.values())
    return done


def _ends(movement: Movement) -> tuple[Place, Place]:
    here, there = movement.from_location_id, movement.to_location_id
    return (movement.product_id, here), (movement.product_id, there)


def _adds(movement: Movement, balances: Balances) -> bool:
    return balances[_ends(movement)[1]].is_reservable


def _check(movements: Sequence[Movement], balances: Balances, demand: Demand) -> None:
    """Conflict (409) that names every movement for which there is not enough."""
    left = {place: balance.available for place, balance in balances.items()}
    claims = demand.reserved()
    short = [each for each in movements if not _enough(each, balances, left, claims)]
    if short:
        errors = [_short(each, balances, demand) for each in short]
        raise Conflict("There is not enough in stock", code="insufficient_stock", errors=errors, available=errors[0]["available"])


def _enough(movement: Movement, balances: Balances, left: dict[Place, Decimal], claims: dict[tuple[UUID, UUID], Decimal]) -> bool:
    """Whether the place has what is to leave it: what is reserved for the order's line, and else what is free."""
    here, there = _ends(movement)
    claim = (movement.order_line_id, movement.from_location_id) if movement.order_line_id else None
    own = min(claims.get(claim, NOTHING), movement.qty) if claim else NOTHING
    if claim and own:
        claims[claim] -= own
    left[here] -= movement.qty - own
    left[there] += movement.qty
    return left[here] >= 0 or balances[here].allows_negative


def _short(movement: Movement, balances: Balances, demand: Demand) -> dict[str, str]:
    here = balances[_ends(movement)[0]]
    own = demand.reserved().get((movement.order_line_id, movement.from_location_id), NOTHING) if movement.order_line_id else NOTHING
    available = plain(here.available + own)
    message = f"Only {available} can leave, {plain(movement.qty)} are to"
    return {"pointer": movement.pointer, "code": "insufficient_stock", "message": message, "available": available}


def _post(work: Work, movement: Movement, balances: Balances, demand: Demand) -> StockMove:
    here, there = (balances[place] for place in _ends(movement))
    value = _value(movement, here, there)
    wanted = demand.take(movement)
    if wanted is None:
        move = work.add(moved(movement, here.warehouse_id, value, app.base_currency))
    else:
        move = _post_wanted(work, demand, wanted, movement, here, value)
    demand.use_up(movement, balances)
    here.move(-movement.qty, -value)
    there.move(movement.qty, value)
    work.session.add(_entry(work, move, movement, here, there, -1))
    work.session.add(_entry(work, move, movement, there, here, 1))
    return move


def _post_wanted(
    work: Work, demand: Demand, wanted: StockMove, movement: Movement, here: Balance, value: Decimal
) -> StockMove:  # fmt: skip
    """The move that was waiting for this is done; what it had reserved is used up."""
    before = wanted.reserved_qty
    rest = wanted.post(movement, value, app.base_currency)
    if rest is not None:
        demand.keep(work.add(rest))
    here.hold((rest.reserved_qty if rest else NOTHING) - before)
    return wanted


def _value(movement: Movement, here: Balance, there: Balance) -> Decimal:
    if not here.allows_negative:
        return here.worth(movement.qty)
    unit_cost = there.unit_cost if movement.unit_cost is None else movement.unit_cost
    return (unit_cost * movement.qty).quantize(SMALLEST, ROUND_HALF_UP)


def _entry(work: Work, move: StockMove, movement: Movement, balance: Balance, other: Balance, sign: int) -> LedgerEntry:
    value = move.value or NOTHING
    unit_cost = (value / movement.qty).quantize(SMALLEST, ROUND_HALF_UP)
    return LedgerEntry(
        at=work.now, move_id=move.id, product_id=movement.product_id, location_id=balance.location_id,
        other_location_id=other.location_id,
        warehouse_id=balance.warehouse_id, qty=sign * movement.qty, unit_cost=unit_cost, value=sign * value,
        posted_on=movement.posted_on, document_kind=movement.document_kind, document_id=movement.document_id,
    )  # fmt: skip
