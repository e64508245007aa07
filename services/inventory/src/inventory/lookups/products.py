"""Products that are named by their ids."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import lazyload

from crm_kit.errors import Invalid
from crm_kit.work import Work
from inventory.domain.product import Product, is_stocked

_KINDS = select(Product.id, Product.kind).where(Product.id.in_(bindparam("ids", expanding=True)), Product.deleted_at.is_(None))


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


def _kinds(work: Work, product_ids: Collection[UUID]) -> dict[UUID, str]:
    """Of which kind those are that there are; looked up alone where the products are not, and kept as they are."""
    known: dict[UUID, str] = work.session.info.setdefault("kinds", {})
    known |= {product.id: product.kind for product in work.session.info.get("products", {}).values()}
    if missing := set(product_ids) - known.keys():
        known |= {row.id: row.kind for row in work.session.execute(_KINDS, {"ids": missing})}
    return {product_id: known[product_id] for product_id in product_ids if product_id in known}


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
