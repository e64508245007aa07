"""How long warranties are."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select

from crm_kit.records import THE_IDS
from crm_kit.work import Work
from service_desk.domain.warranty import ProductWarranty
from service_desk.lookups.settings import settings

_own = select(ProductWarranty.id, ProductWarranty.months).where(ProductWarranty.id == THE_IDS)


def warranty_months(work: Work, product_ids: Collection[UUID]) -> dict[UUID, int]:
    """For each product its own months, else those of the settings."""
    ordinary = dict.fromkeys(product_ids, settings(work).warranty_months)
    return {**ordinary, **dict(work.session.execute(_own, {"ids": list(product_ids)}).all())}
