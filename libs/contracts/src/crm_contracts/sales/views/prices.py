"""What sales shows of prices."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Literal
from uuid import UUID

from crm_contracts.sales.document_words import PriceEntry, PriceSource
from crm_kit.messages import view

PriceListKind = Literal["contract", "customer", "level", "promotion", "base"]


@view
class PriceListView:
    """Prices in one currency: of an account (`contract`, `customer`), of the accounts of a level, for a while, or for everybody."""

    id: UUID
    version: int
    name: str
    kind: PriceListKind
    account_id: UUID | None
    level: str | None
    region: str | None
    currency: str
    price_entry_mode: PriceEntry
    valid_from: dt.date | None
    valid_until: dt.date | None
    is_active: bool
    created_at: dt.datetime
    updated_at: dt.datetime


@view
class ListedPriceView:
    """What a product costs from a quantity on."""

    id: UUID
    version: int
    price_list_id: UUID
    product_id: UUID
    min_qty: Decimal
    price: Decimal
    created_at: dt.datetime
    updated_at: dt.datetime


@view
class PriceOffer:
    """A price that was looked at; the first of them holds."""

    source: PriceSource
    price: Decimal
    price_entry_mode: PriceEntry
    min_qty: Decimal
    price_list_id: UUID | None
    price_list: str


@view
class LastPrice:
    """What this customer paid for the product the last time: per `uom`, after discount, without tax.

    `unit_cost` is what one was worth in stock as it left, in the base currency: null until then, and for who may not see costs.
    """

    net_price: Decimal
    currency: str
    qty: Decimal
    uom: str
    unit_cost: Decimal | None
    ordered_on: dt.date
    order_id: UUID
    number: str


@view
class PriceView:
    """The price of one product for one customer. `trace` has every price that could hold, the one that does first."""

    product_id: UUID
    qty: Decimal
    price: Decimal | None
    currency: str
    price_entry_mode: PriceEntry | None
    price_source: PriceSource | None
    trace: list[PriceOffer]
    last_price: LastPrice | None


@view
class PricesView:
    """The prices asked for, in that order."""

    prices: list[PriceView]
