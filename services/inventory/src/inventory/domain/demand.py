"""What order lines want, and what is kept for them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from uuid import UUID

from inventory.domain.balance import NOTHING, Balance
from inventory.domain.movement import Movement
from inventory.domain.stock_move import StockMove


class Demand:
    """The open moves of some orders. `freed` are the products of which something is not reserved any more."""

    def __init__(self, moves: Iterable[StockMove]):
        self.freed: set[UUID] = set()
        self._of_line: dict[UUID | None, list[StockMove]] = defaultdict(list)
        self._excess: dict[int, Decimal] = {}
        for move in moves:
            self.keep(move)

    def keep(self, move: StockMove) -> None:
        self._of_line[move.order_line_id].append(move)

    @property
    def open(self) -> list[StockMove]:
        """What is still wanted."""
        return [move for moves in self._of_line.values() for move in moves]

    def kept_for(self, line_ids: Collection[UUID | None]) -> set[tuple[UUID, UUID]]:
        """The products, and the places where something of them is reserved for these lines."""
        mine = (move for line_id in line_ids if line_id for move in self._of_line[line_id])
        return {(move.product_id, move.from_location_id) for move in mine if move.reserved_qty}

    def reserved(self) -> dict[tuple[UUID | None, UUID], Decimal]:
        """What is reserved by order line and location."""
        sums: dict[tuple[UUID | None, UUID], Decimal] = defaultdict(Decimal)
        for moves in self._of_line.values():
            for move in moves:
                sums[(move.order_line_id, move.from_location_id)] += move.reserved_qty
        return dict(sums)

    def take(self, movement: Movement) -> StockMove | None:
        """The open move that the movement carries out, which is open no more."""
        if movement.order_line_id is None:
            return None
        moves = self._of_line[movement.order_line_id]
        here = [move for move in moves if move.from_location_id == movement.from_location_id]
        wanted = max(here, key=lambda move: move.reserved_qty, default=None)
        self._excess[id(movement)] = movement.qty - (wanted.qty if wanted else NOTHING)
        if wanted is not None:
            moves.remove(wanted)
        return wanted

    def use_up(self, movement: Movement, balances: Mapping[tuple[UUID, UUID], Balance]) -> None:
        """Want less by what the movement carried beyond that: the same place first, then what is short, then what is elsewhere."""
        excess = self._excess.pop(id(movement), NOTHING)
        moves = self._of_line[movement.order_line_id] if movement.order_line_id else []
        for move in sorted(moves, key=lambda each: (each.from_location_id != movement.from_location_id, each.reserved_qty)):
            if excess > 0:
                excess -= self._drop(move, min(excess, move.qty), balances)
        self._of_line[movement.order_line_id] = [move for move in moves if move.is_open]

    def _drop(self, move: StockMove, qty: Decimal, balances: Mapping[tuple[UUID, UUID], Balance]) -> Decimal:
        freed = move.shrink(qty)
        if freed:
            balances[(move.product_id, move.from_location_id)].hold(-freed)
            self.freed.add(move.product_id)
        return qty
