"""Writing the ledger: two rows for each move, all of a document's in one statement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP
from typing import Any
from uuid import UUID

from crm_kit.model import new_id
from crm_kit.work import Work
from inventory.domain.balance import NOTHING, SMALLEST
from inventory.domain.movement import Movement
from inventory.domain.stock_move import StockMove

COLUMNS = {
    "id": "uuid", "move_id": "uuid", "product_id": "uuid", "location_id": "uuid", "other_location_id": "uuid",
    "warehouse_id": "uuid", "qty": "numeric", "unit_cost": "numeric", "value": "numeric", "posted_on": "date",
    "document_kind": "text", "document_id": "uuid",
}  # fmt: skip
TOLD = ("product_id", "posted_on", "document_kind", "document_id")
INSERT = f"""
INSERT INTO stock_ledger ({", ".join(COLUMNS)}, at)
SELECT rows.*, %(now)s FROM unnest({", ".join(f"%({name})s::{kind}[]" for name, kind in COLUMNS.items())}) AS rows
"""  # noqa: S608 - constants


def enter(work: Work, movements: Sequence[Movement], done: Sequence[StockMove], warehouses: Mapping[UUID, UUID]) -> None:
    """Have written what the moves did to both of their places; `warehouses` are those of the places inside."""
    rows = [row for pair in zip(movements, done, strict=True) for row in _rows(*pair, warehouses)]
    if rows:
        work.write(INSERT, **{name: [row[name] for row in rows] for name in COLUMNS}, now=work.now)


def _rows(movement: Movement, move: StockMove, warehouses: Mapping[UUID, UUID]) -> list[dict[str, Any]]:
    here, there, value = movement.from_location_id, movement.to_location_id, move.value or NOTHING
    unit_cost = (value / movement.qty).quantize(SMALLEST, ROUND_HALF_UP)
    told = {name: getattr(movement, name) for name in TOLD}
    same = {"move_id": move.id, "unit_cost": unit_cost, **told}
    return [
        {**same, **_place(here, there, warehouses), "qty": -movement.qty, "value": -value},
        {**same, **_place(there, here, warehouses), "qty": movement.qty, "value": value},
    ]


def _place(location_id: UUID, other_id: UUID, warehouses: Mapping[UUID, UUID]) -> dict[str, Any]:
    at = {"location_id": location_id, "other_location_id": other_id}
    return {"id": new_id(), "warehouse_id": warehouses.get(location_id), **at}
