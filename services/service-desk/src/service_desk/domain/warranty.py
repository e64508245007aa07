"""Warranties: for how many months a product's buyers have one."""

from __future__ import annotations

from crm_kit.model import Aggregate, Mapped


class ProductWarranty(Aggregate):
    """Has the product's id. What is sold from now on has so many months, and of what kind; others have those of the settings."""

    __tablename__ = "product_warranties"

    months: Mapped[int]
