"""What one can ask about prices."""

from __future__ import annotations

import datetime as dt
from dataclasses import field
from typing import Annotated, ClassVar
from uuid import UUID

from crm_contracts.sales.views.prices import ListedPriceView, PriceListView, PricesView
from crm_contracts.sales.words import Quantity
from crm_kit.lists import ListQuery
from crm_kit.messages import query
from crm_kit.words import Currency, Items


@query(allow="sales.price_list.read", returns=PriceListView)
class GetPriceList:
    """One price list, without its prices."""

    price_list_id: UUID


@query(allow="sales.price_list.read", returns=PriceListView)
class ListPriceLists(ListQuery):
    """Price lists by name: those for everybody, and those for accounts that the caller may see."""

    filters: ClassVar = (
        "name", "kind", "account_id", "level", "region", "currency", "valid_from", "valid_until", "is_active", "created_at",
    )  # fmt: skip
    sorts: ClassVar = ("name", "created_at")
    default_sort: ClassVar = "name"


@query(allow="sales.price_list.read", returns=ListedPriceView)
class ListListedPrices(ListQuery):
    """The prices of the price lists that the caller may see, the newest first."""

    filters: ClassVar = ("price_list_id", "product_id", "price", "min_qty", "created_at", "updated_at")
    sorts: ClassVar = ("created_at",)
    default_sort: ClassVar = "-created_at"


@query(allow="sales.price_list.read", returns=PricesView)
class FindPrices:
    """Which prices hold for a customer, on a day (today unless it is named), and why; and what they paid the last time.

    `qty` holds a quantity for each product, or one for all of them; without any it is 1.
    """

    account_id: UUID
    product_ids: Annotated[list[UUID], Items(200, least=1)]
    qty: Annotated[list[Quantity], Items(200)] = field(default_factory=list)
    currency: Currency | None = None
    on: dt.date | None = None
