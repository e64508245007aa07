"""Posting: the one way in which goods move."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from uuid import UUID

from crm_kit.errors import Conflict
from crm_kit.money import plain
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.balance import NOTHING, SMALLEST, Balance
from inventory.domain.demand import Demand
from inventory.domain.movement import Movement
from inventory.domain.stock_move import StockMove, moved
from inventory.lookups.alarms import check_alarms
from inventory.lookups.balances import Place, locked, make, write_balances
from inventory.lookups.demand import demand_of
from inventory.lookups.entries import enter
from inventory.lookups.places import outside_places
from inventory.lookups.products import watched
from inventory.lookups.serving import hold_waiting_orders, serve
from inventory.lookups.settings import check_posting_day

Balances = dict[Place, Balance]
"""Those of places of warehouses: a movement with an end that has none goes outside, or comes from there."""


@dataclass(frozen=True)
class Posted:
    """The moves that were done, in the order of the movements; and what the orders that they were for still want."""

    done: list[StockMove]
    wanted: Sequence[StockMove]


def post_moves(work: Work, movements: Sequence[Movement]) -> Posted:
    """Post movements, all of them or none. The orders that they are for are locked.

    What comes from outside costs its `unit_cost`, else what there is already; what leaves a place costs the moving average there.
    Conflict (409 `insufficient_stock`) where a place has less than is to leave it beside what is reserved for others. Invalid (422)
    for a day in the future or in closed books.
    """
    for day in {movement.posted_on for movement in movements}:
        check_posting_day(work, day)
    hold_waiting_orders(work, {each.product_id for each in movements if each.order_line_id is None})
    watched(work, {each.product_id for each in movements})  # whatever else is asked for, before others wait for what is locked now
    demand = demand_of(work, movements)
    balances = _balances(work, movements, demand)
    _check(work, movements, balances, demand)
    done = [_post(work, movement, balances, demand) for movement in movements]
    enter(work, movements, done, _warehouses(balances))
    write_balances(work)
    if free := {movement.product_id for movement in movements if _adds(movement, balances)} | demand.freed:
        work.flush()
        serve(work, free)
        demand = demand_of(work, movements)
    check_alarms(work, balances.values())
    return Posted(done, demand.open)


def _ends(movement: Movement) -> tuple[Place, Place]:
    here, there = movement.from_location_id, movement.to_location_id
    return (movement.product_id, here), (movement.product_id, there)


def _balances(work: Work, movements: Sequence[Movement], demand: Demand) -> Balances:
    """Of the places inside that goods leave or come to, and where some of them are kept for the orders, locked."""
    outside = outside_places(work)
    make(work, {_ends(each)[1] for each in movements if each.to_location_id not in outside})
    inside = {place for each in movements for place in _ends(each) if place[1] not in outside}
    return locked(work, inside | demand.kept_for({each.order_line_id for each in movements}))


def _warehouses(balances: Balances) -> dict[UUID, UUID]:
    """The warehouse of each place."""
    return {balance.location_id: balance.warehouse_id for balance in balances.values()}


def _adds(movement: Movement, balances: Balances) -> bool:
    there = balances.get(_ends(movement)[1])
    return there is not None and there.is_reservable


# --- whether there is enough -----------------------------------------------------------------------------------------


def _check(work: Work, movements: Sequence[Movement], balances: Balances, demand: Demand) -> None:
    """Conflict (409) that names every movement for which there is not enough."""
    left = {place: balance.available for place, balance in balances.items()}
    outside, claims = outside_places(work), demand.reserved()
    short = [each for each in movements if not _enough(each, left, claims) and each.from_location_id not in outside]
    if short:
        errors = [_short(each, balances, demand) for each in short]
        raise Conflict("There is not enough in stock", code="insufficient_stock", errors=errors, available=errors[0]["available"])


def _enough(movement: Movement, left: dict[Place, Decimal], claims: dict[tuple[UUID | None, UUID], Decimal]) -> bool:
    """Whether the place has what is to leave it: what is reserved for the order's line, and else what is free."""
    here, there = _ends(movement)
    claim = (movement.order_line_id, movement.from_location_id)
    own = min(claims.get(claim, NOTHING), movement.qty)
    claims[claim] = claims.get(claim, NOTHING) - own
    left[here] = left.get(here, NOTHING) - movement.qty + own
    left[there] = left.get(there, NOTHING) + movement.qty
    return left[here] >= 0


def _short(movement: Movement, balances: Mapping[Place, Balance], demand: Demand) -> dict[str, str]:
    here = balances.get(_ends(movement)[0])
    own = demand.reserved().get((movement.order_line_id, movement.from_location_id), NOTHING)
    available = plain((here.available if here else NOTHING) + own)
    message = f"Only {available} can leave, {plain(movement.qty)} are to"
    return {"pointer": movement.pointer, "code": "insufficient_stock", "message": message, "available": available}


# --- moving ----------------------------------------------------------------------------------------------------------


def _post(work: Work, movement: Movement, balances: Balances, demand: Demand) -> StockMove:
    here, there = (balances.get(place) for place in _ends(movement))
    value = _given(movement, there) if here is None else here.worth(movement.qty)
    move = _done(work, movement, here, value, demand)
    demand.use_up(movement, balances)
    if here is not None:
        here.move(-movement.qty, -value)
    if there is not None:
        there.move(movement.qty, value)
    return move


def _given(movement: Movement, there: Balance | None) -> Decimal:
    """What goods from outside are worth."""
    known = there.unit_cost if there is not None else NOTHING
    return ((known if movement.unit_cost is None else movement.unit_cost) * movement.qty).quantize(SMALLEST, ROUND_HALF_UP)


def _done(work: Work, movement: Movement, here: Balance | None, value: Decimal, demand: Demand) -> StockMove:
    """The move that was waiting for this, and what it had reserved is used up; else one that nobody had announced."""
    wanted = demand.take(movement)
    if wanted is None or here is None:
        return work.add(moved(movement, here.warehouse_id if here else None, value, app.base_currency))
    before = wanted.reserved_qty
    rest = wanted.post(movement, value, app.base_currency)
    if rest is not None:
        demand.keep(work.add(rest))
    here.hold((rest.reserved_qty if rest else NOTHING) - before)
    return wanted
