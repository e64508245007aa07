"""Products that are there already: the same code, the same name and specification, or much alike."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from rapidfuzz import fuzz
from sqlalchemy import or_, select

from crm_kit.errors import Conflict, Duplicate, Invalid
from crm_kit.work import Work
from inventory.domain.ledger_entry import LedgerEntry
from inventory.domain.product import Product

ALIKE = 90
"""From how much likeness on, of 100, two names with their specifications may mean one product."""
MOST_CANDIDATES = 10
SHOWN = ("code", "name", "spec", "category", "brand", "uom", "status")


def refuse_duplicates(work: Work, product: Product, confirmed: bool, reason: str | None) -> None:
    """Duplicate (409) where there is a product with the same code or the same name and specification.

    `possible_duplicate` with those that are much alike, side by side, unless that is confirmed with a reason.
    """
    same = or_(Product.code_key == product.code_key, Product.same_key == product.same_key)
    if twins := _others(work, product, same):
        raise _duplicate("duplicate", "There is such a product already", product, twins)
    alike = _alike(work, product)
    if alike and not confirmed:
        raise _duplicate("possible_duplicate", "There is a product that is called much alike", product, alike)
    if alike and not reason:
        raise Invalid.field("/reason", "required", "Say why it is not the one that looks alike")


def _others(work: Work, product: Product, condition: Any) -> Sequence[Product]:
    """The nearest ones by name first."""
    query = select(Product).where(Product.deleted_at.is_(None), Product.id != product.id, condition)
    nearest = query.order_by(Product.same_key.op("<->")(product.same_key), Product.id)
    return work.session.scalars(nearest.limit(MOST_CANDIDATES * 5)).all()


def _alike(work: Work, product: Product) -> list[Product]:
    """The trigrams find candidates by an index; how alike they are is measured."""
    near = _others(work, product, Product.same_key.bool_op("%")(product.same_key))
    return [each for each in near if fuzz.ratio(each.same_key, product.same_key) >= ALIKE][:MOST_CANDIDATES]


def _duplicate(code: str, detail: str, product: Product, found: Sequence[Product]) -> Duplicate:
    pointers = {"/code" if each.code_key == product.code_key else "/name" for each in found}
    errors = [{"pointer": pointer, "code": code, "message": detail} for pointer in sorted(pointers)]
    candidates = [_candidate(each) for each in found[:MOST_CANDIDATES]]
    return Duplicate(detail, code=code, errors=errors, candidates=candidates, duplicate_id=candidates[0]["id"])


def _candidate(product: Product) -> dict[str, Any]:
    return {"id": str(product.id), **{name: getattr(product, name) for name in SHOWN}}


def refuse_moved(work: Work, product_id: UUID) -> None:
    """Conflict (409 `in_use`) once goods have moved: their quantities would mean something else."""
    if work.session.scalar(select(LedgerEntry.id).where(LedgerEntry.product_id == product_id).limit(1)):
        raise Conflict("Goods of this product have moved; make another product", code="in_use")
