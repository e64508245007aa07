"""What there is to sell, for how much, and with which tax: looked up for all lines of a document at once."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import and_, or_, select

from crm_contracts.sales.document_words import PriceEntry
from crm_kit.work import Work
from sales.domain.copies import AccountCopy, ProductCopy
from sales.domain.price_list import ListedPrice, Offer, PriceList
from sales.domain.tax_class import TaxClass


@dataclass(frozen=True)
class Sale:
    """To whom something is sold, in which currency, on which day, and how prices are entered unless a line says otherwise."""

    account: AccountCopy
    currency: str
    day: dt.date
    entry: PriceEntry


@dataclass(frozen=True)
class Catalogue:
    """The products named, the tax classes by their code (the default one also under None), and the prices offered per product."""

    products: Mapping[UUID, ProductCopy]
    taxes: Mapping[str | None, TaxClass]
    offers: Mapping[UUID, Sequence[Offer]]


def catalogue(work: Work, sale: Sale, products: Collection[UUID], unpriced: Collection[UUID]) -> Catalogue:
    """What is known of the products; prices only for those whose price nobody has named."""
    return Catalogue(products_of(work, products), taxes(work), offers(work, sale, unpriced))


def products_of(work: Work, ids: Collection[UUID]) -> dict[UUID, ProductCopy]:
    if not ids:
        return {}
    return {each.id: each for each in work.session.scalars(select(ProductCopy).where(ProductCopy.id.in_(ids)))}


def taxes(work: Work) -> dict[str | None, TaxClass]:
    """The tax classes in use."""
    known = work.session.scalars(select(TaxClass).where(TaxClass.is_active, TaxClass.deleted_at.is_(None))).all()
    by_code: dict[str | None, TaxClass] = {each.code: each for each in known}
    by_code.update((None, each) for each in known if each.is_default)
    return by_code


def offers(work: Work, sale: Sale, products: Collection[UUID]) -> dict[UUID, list[Offer]]:
    """The listed prices that hold for the sale, per product, whatever the quantity; one statement."""
    found: dict[UUID, list[Offer]] = defaultdict(list)
    if not products:
        return found
    columns = (ListedPrice.product_id, ListedPrice.price, ListedPrice.min_qty)
    listed = select(PriceList, *columns).join(ListedPrice, ListedPrice.price_list_id == PriceList.id)
    alive = (PriceList.is_active, PriceList.deleted_at.is_(None), ListedPrice.deleted_at.is_(None))
    for list_, product_id, price, min_qty in work.session.execute(
        listed.where(ListedPrice.product_id.in_(products), *alive, *_holds(sale))
    ):
        found[product_id].append(_offer(list_, price, min_qty))
    return found


def _holds(sale: Sale) -> list[object]:
    """For this customer, in this currency, on this day."""
    account = sale.account
    theirs = or_(
        and_(PriceList.kind.in_(("contract", "customer")), PriceList.account_id == account.id),
        and_(PriceList.kind == "level", PriceList.level == account.level),
        PriceList.kind.in_(("promotion", "base")),
    )
    here = or_(PriceList.region.is_(None), PriceList.region == account.region)
    begun = or_(PriceList.valid_from.is_(None), PriceList.valid_from <= sale.day)
    lasting = or_(PriceList.valid_until.is_(None), PriceList.valid_until >= sale.day)
    return [PriceList.currency == sale.currency, theirs, here, begun, lasting]


def _offer(list_: PriceList, price: object, min_qty: object) -> Offer:
    return Offer(
        source=list_.kind, price=price, entry=list_.price_entry_mode, min_qty=min_qty, list_id=list_.id, list_name=list_.name,  # type: ignore[arg-type]
        is_regional=list_.region is not None,
    )  # fmt: skip


def own_price(product: ProductCopy, currency: str) -> list[Offer]:
    """The product's own list price, where it is in the currency."""
    listed = product.list_price
    return [Offer(source="product", price=listed.amount, entry="net")] if listed and listed.currency == currency else []
