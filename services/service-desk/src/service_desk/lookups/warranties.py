"""How long warranties are."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select

from crm_kit.work import Work
from service_desk.domain.warranty import ProductWarranty
from service_desk.lookups.settings import settings


def warranty_months(work: Work, product_ids: Collection[UUID]) -> dict[UUID, int]:
    """For each product its own months, else those of the settings."""
    own = select(ProductWarranty.id, ProductWarranty.months).where(ProductWarranty.id.in_(product_ids))
    ordinary = dict.fromkeys(product_ids, settings(work).warranty_months)
    return {**ordinary, **dict(work.session.execute(own).all())}
