"""What one can ask about products."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from crm_contracts.inventory.views.products import ProductCosts, ProductRow, ProductView
from crm_kit.lists import ListQuery
from crm_kit.messages import query


@query(allow="inventory.product.read", returns=ProductView)
class GetProduct:
    """One product."""

    product_id: UUID


@query(allow="inventory.cost.read", returns=ProductCosts)
class GetProductCosts:
    """What a product costs, in all and by warehouse."""

    product_id: UUID


@query(allow="inventory.product.read", returns=ProductRow)
class ListProducts(ListQuery):
    """Products, by code."""

    filters: ClassVar = (
        "id", "code", "name", "category", "brand", "kind", "uom", "barcode", "tax_class", "status", "created_at", "updated_at",
    )  # fmt: skip
    sorts: ClassVar = ("code", "name", "created_at", "updated_at")
    default_sort: ClassVar = "code"
    searchable: ClassVar = True
