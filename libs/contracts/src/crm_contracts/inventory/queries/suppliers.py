"""What one can ask about suppliers and their prices."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from crm_contracts.inventory.views.suppliers import PurchasePriceRow, SupplierBankView, SupplierPriceView, SupplierRow, SupplierView
from crm_kit.lists import ListQuery
from crm_kit.messages import query


@query(allow="inventory.supplier.read", returns=SupplierView)
class GetSupplier:
    """One supplier."""

    supplier_id: UUID


@query(allow="inventory.supplier.read_bank", returns=SupplierBankView)
class GetSupplierBank:
    """Where a supplier is paid, in full."""

    supplier_id: UUID


@query(allow="inventory.supplier.read", returns=SupplierRow)
class ListSuppliers(ListQuery):
    """Suppliers by name; `q` finds them by name, number, contact or tax id."""

    filters: ClassVar = (
        "status", "number", "name", "account_id", "grade", "currency", "tax_id", "owner_id", "created_at", "updated_at",
    )  # fmt: skip
    more: ClassVar = {"tax_id": str}
    sorts: ClassVar = ("name", "created_at")
    default_sort: ClassVar = "name"
    searchable: ClassVar = True


@query(allow="inventory.supplier_price.read", returns=SupplierPriceView)
class GetSupplierPrice:
    """One price of a supplier."""

    supplier_price_id: UUID


@query(allow="inventory.supplier_price.read", returns=SupplierPriceView)
class ListSupplierPrices(ListQuery):
    """What suppliers ask, past, present and future; the latest first."""

    filters: ClassVar = (
        "supplier_id", "product_id", "price", "min_qty", "valid_from", "valid_until", "supplier_code", "created_at", "updated_at",
    )  # fmt: skip
    sorts: ClassVar = ("valid_from", "created_at")
    default_sort: ClassVar = "-valid_from"


@query(allow="inventory.purchase_order.read", returns=PurchasePriceRow)
class ListPurchasePrices(ListQuery):
    """What was paid for products: the lines of purchase orders that were sent, the latest first.

    The first one of a product is its last price.
    """

    filters: ClassVar = ("product_id", "supplier_id", "purchase_order_id", "ordered_on")
    sorts: ClassVar = ("ordered_on",)
    default_sort: ClassVar = "-ordered_on"
