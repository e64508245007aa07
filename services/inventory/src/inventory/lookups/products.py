"""Products that are named by their ids."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import lazyload

from crm_kit.errors import Invalid
from crm_kit.records import THE_IDS
from crm_kit.work import Work
from inventory.domain.product import Product, SafetyStock, is_stocked

_KINDS = (
    select(Product.id, Product.kind, Product.deleted_at, SafetyStock.warehouse_id)
    .outerjoin(SafetyStock, SafetyStock.product_id == Product.id)
    .where(Product.id == THE_IDS)
)


def products(work: Work, product_ids: Collection[UUID]) -> dict[UUID, Product]:
    """Those that there are, by id, without their safety stock; kept for the rest of the transaction."""
    known: dict[UUID, Product] = work.session.info.setdefault("products", {})
    if missing := set(product_ids) - known.keys():
        query = select(Product).options(lazyload(Product.safety_stock)).where(Product.id.in_(missing), Product.deleted_at.is_(None))
        known |= {product.id: product for product in work.session.scalars(query)}
    return {product_id: known[product_id] for product_id in product_ids if product_id in known}


def stocked_products(work: Work, product_ids: Collection[UUID]) -> set[UUID]:
    """Those of them that there is stock of."""
    return {product_id for product_id, kind in _kinds(work, product_ids).items() if is_stocked(kind)}


def services(work: Work, product_ids: Collection[UUID]) -> set[UUID]:
    """Those of them that there never is stock of."""
    return {product_id for product_id, kind in _kinds(work, product_ids).items() if not is_stocked(kind)}


def watched(work: Work, product_ids: Collection[UUID]) -> set[tuple[UUID, UUID]]:
    """The products and warehouses that have a safety stock."""
    found = _looked_up(work, product_ids)
    return {(product_id, place) for product_id in product_ids for place in found[product_id].watched_in}


def _kinds(work: Work, product_ids: Collection[UUID]) -> dict[UUID, str]:
    """Of which kind those are that there are."""
    found = _looked_up(work, product_ids)
    return {product_id: kind for product_id in product_ids if (kind := found[product_id].kind)}


@dataclass
class _About:
    kind: str = ""
    watched_in: list[UUID] = field(default_factory=list)


def _looked_up(work: Work, product_ids: Collection[UUID]) -> dict[UUID, _About]:
    """What is asked of products at every move of goods, looked up once in a transaction; no kind where there is no product."""
    known: dict[UUID, _About] = work.session.info.setdefault("about_products", {})
    if missing := set(product_ids) - known.keys():
        known |= {product_id: _About() for product_id in missing}
        for row in work.session.execute(_KINDS, {"ids": [*missing]}):
            known[row.id].kind = "" if row.deleted_at else row.kind
            known[row.id].watched_in += [row.warehouse_id] if row.warehouse_id else []
    return known


def named_products(work: Work, pointers: Mapping[str, UUID]) -> dict[UUID, Product]:
    """The products that a request names, by the place where it does; Invalid (422) at every place whose product there is not."""
    found = products(work, set(pointers.values()))
    unknown = [pointer for pointer, product_id in pointers.items() if product_id not in found]
    if unknown:
        message = "There is no such product"
        errors = [{"pointer": pointer, "code": "unknown_product", "message": message} for pointer in unknown]
        raise Invalid(message, code="unknown_product", errors=errors)
    return found


def factors(work: Work, product_ids: Collection[UUID]) -> dict[tuple[UUID, str], Decimal]:
    """How many of its own unit each unit of a product is."""
    known = products(work, product_ids).values()
    return {(product.id, uom): factor for product in known for uom, factor in product.factors.items()}
