"""What there is to sell, for how much, and with which tax: looked up for all lines of a document at once."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Date, String, Uuid, and_, bindparam, or_, select

from crm_contracts.sales.document_words import PriceEntry
from crm_kit.records import THE_IDS
from crm_kit.work import Work
from sales.domain.copies import AccountCopy, ProductCopy
from sales.domain.order import Order
from sales.domain.price_list import ListedPrice, Offer, PriceList
from sales.domain.tax_class import TaxClass
from sales.lookups.last_sales import LastSale, last_sales

OFFERED = ("source", "price", "entry", "min_qty", "list_id", "list_name", "is_regional")


@dataclass(frozen=True)
class Sale:
    """To whom something is sold, in which currency, on which day, and how prices are entered unless a line says otherwise."""

    account: AccountCopy
    currency: str
    day: dt.date
    entry: PriceEntry


@dataclass(frozen=True)
class Catalogue:
    """The products named, the tax classes by their code (the default one also under None), the prices offered per product, and what
    the customer bought of those whose last price is wanted."""

    products: Mapping[UUID, ProductCopy]
    taxes: Mapping[str | None, TaxClass]
    offers: Mapping[UUID, Sequence[Offer]]
    sold: Mapping[UUID, LastSale]


def catalogue(
    work: Work, sale: Sale, products: Collection[UUID], unpriced: Collection[UUID], remembered: Collection[UUID]
) -> Catalogue:  # fmt: skip
    """What is known of the products; prices only for those whose price nobody has named, or is to be what it was the last time."""
    sold = last_sales(work, sale.account.id, remembered, Order.currency == sale.currency)
    return Catalogue(products_of(work, products), taxes(work), offers(work, sale, unpriced), sold)


# Made once, so that they are also compiled once: every line of every document is priced by them.
_products = select(ProductCopy).where(ProductCopy.id == THE_IDS)
_taxes = select(TaxClass).where(TaxClass.is_active, TaxClass.deleted_at.is_(None))
_scope: Any = or_(
    and_(PriceList.kind.in_(("contract", "customer")), PriceList.account_id == bindparam("account_id", type_=Uuid)),
    and_(PriceList.kind == "level", PriceList.level == bindparam("level", type_=String)),
    PriceList.kind.in_(("promotion", "base")),
)
_offers = (
    select(
        ListedPrice.product_id, PriceList.kind.label("source"), ListedPrice.price, PriceList.price_entry_mode.label("entry"),
        ListedPrice.min_qty, PriceList.id.label("list_id"), PriceList.name.label("list_name"),
        PriceList.region.is_not(None).label("is_regional"),
    )
    .join(ListedPrice, ListedPrice.price_list_id == PriceList.id)
    .where(
        ListedPrice.product_id == THE_IDS, ListedPrice.deleted_at.is_(None),
        PriceList.is_active, PriceList.deleted_at.is_(None), PriceList.currency == bindparam("currency"), _scope,
        or_(PriceList.region.is_(None), PriceList.region == bindparam("region", type_=String)),
        or_(PriceList.valid_from.is_(None), PriceList.valid_from <= bindparam("day", type_=Date)),
        or_(PriceList.valid_until.is_(None), PriceList.valid_until >= bindparam("day", type_=Date)),
    )
)  # fmt: skip


def products_of(work: Work, ids: Collection[UUID]) -> dict[UUID, ProductCopy]:
    if not ids:
        return {}
    return {each.id: each for each in work.session.scalars(_products, {"ids": list(ids)})}


def taxes(work: Work) -> dict[str | None, TaxClass]:
    """The tax classes in use."""
    known = work.session.scalars(_taxes).all()
    by_code: dict[str | None, TaxClass] = {each.code: each for each in known}
    by_code.update((None, each) for each in known if each.is_default)
    return by_code


def offers(work: Work, sale: Sale, products: Collection[UUID]) -> dict[UUID, list[Offer]]:
    """The listed prices that hold for the sale, per product, whatever the quantity; one statement."""
    found: dict[UUID, list[Offer]] = defaultdict(list)
    if not products:
        return found
    whose = {"account_id": sale.account.id, "level": sale.account.level, "region": sale.account.region}
    asked = {"ids": list(products), "currency": sale.currency, "day": sale.day, **whose}
    for product_id, *offer in work.session.execute(_offers, asked):
        found[product_id].append(Offer(**dict(zip(OFFERED, offer, strict=True))))
    return found


def own_price(product: ProductCopy, currency: str) -> list[Offer]:
    """The product's own list price, where it is in the currency."""
    listed = product.list_price
    return [Offer(source="product", price=listed.amount, entry="net")] if listed and listed.currency == currency else []
