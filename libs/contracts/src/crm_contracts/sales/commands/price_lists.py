"""What one can do with price lists."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from uuid import UUID

from crm_contracts.sales.document_words import PriceEntry
from crm_contracts.sales.order_words import QuantityOrNone
from crm_contracts.sales.views.prices import ListedPriceView, PriceListKind, PriceListView
from crm_contracts.sales.words import Price
from crm_kit.messages import command
from crm_kit.words import UNSET, Currency, Label, Name, Unset


@command(allow="sales.price_list.create", returns=PriceListView)
class CreatePriceList:
    """A list of prices, which come before others in this order: contract, customer, level, promotion, base, the product's own.

    Two lists of one rank for the same customers and days may not price the same product from the same quantity on: 409 `overlap`.
    """

    name: Name
    kind: PriceListKind
    currency: Currency
    account_id: UUID | None = None
    level: Label | None = None
    region: Label | None = None
    price_entry_mode: PriceEntry = "net"
    valid_from: dt.date | None = None
    valid_until: dt.date | None = None


@command(allow="sales.price_list.update", returns=PriceListView)
class ChangePriceList:
    """Change a price list, or take it out of use. What would overlap with another one is a 409 `overlap`."""

    price_list_id: UUID
    version: int
    name: Name | Unset = UNSET
    region: Label | Unset | None = UNSET
    valid_from: dt.date | Unset | None = UNSET
    valid_until: dt.date | Unset | None = UNSET
    is_active: bool | Unset = UNSET


@command(allow="sales.price_list.update", returns=ListedPriceView)
class AddListedPrice:
    """Price a product in a list, from a quantity on. 409 `overlap` where the list, or one of its rank, does so already."""

    price_list_id: UUID
    product_id: UUID
    price: Price
    min_qty: QuantityOrNone = Decimal(0)


@command(allow="sales.price_list.update", returns=ListedPriceView)
class ChangeListedPrice:
    """Change a price of a list. Documents keep the prices that they were made with."""

    listed_price_id: UUID
    version: int
    price: Price


@command(allow="sales.price_list.update")
class RemoveListedPrice:
    """Take a price off its list."""

    listed_price_id: UUID
    version: int
