"""What everything that goods do begins with: the tenant's settings, its warehouses and the places outside, looked up together."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import literal, select, true

from crm_kit.work import Work
from inventory.domain.settings import Settings
from inventory.domain.warehouse import Location, Warehouse

IN_USE = Warehouse.is_active & Warehouse.deleted_at.is_(None)
_nothing = select(literal(1)).subquery()
_own_places = select(Warehouse.location_id).where(IN_USE)
_look = (
    select(Settings, Warehouse, Location.kind, Location.id)
    .select_from(_nothing)
    .outerjoin(Settings, true())
    .outerjoin(Location, Location.warehouse_id.is_(None) | Location.id.in_(_own_places))
    .outerjoin(Warehouse, IN_USE & (Warehouse.location_id == Location.id))
)


@dataclass
class Premises:
    """`settings` are None where nobody has changed any; `warehouses` are those in use, in the order in which orders are served from
    them: the default one first, then by code; `outside` are the places there by their kind."""

    settings: Settings | None
    warehouses: list[Warehouse]
    outside: dict[str, UUID]


def premises(work: Work) -> Premises:
    """Looked up once in a transaction."""
    found: Premises | None = work.session.info.get("premises")
    if found is None:
        found = work.session.info["premises"] = _looked_up(work)
    return found


def _looked_up(work: Work) -> Premises:
    rows = work.session.execute(_look).all()
    settings = rows[0].Settings
    first = settings.warehouse_id if settings else None
    warehouses = [row.Warehouse for row in rows if row.Warehouse]
    served = sorted(warehouses, key=lambda each: (each.id != first, not each.is_default, each.code))
    return Premises(settings, served, {row.kind: row.id for row in rows if row.kind and not row.Warehouse})
