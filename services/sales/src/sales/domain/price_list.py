"""Price lists, and which of several prices holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from crm_contracts.sales.document_words import PriceEntry, PriceSource
from crm_kit.errors import Invalid
from crm_kit.model import Aggregate, ForeignKey, Mapped, String, column, sorted_text

RANKS: tuple[PriceSource, ...] = ("contract", "customer", "level", "promotion", "base", "product")
"""Whose price goes before whose (QUO-10); `product` is the product's own list price."""
FOR_ACCOUNT = ("contract", "customer")


class PriceList(Aggregate):
    """Prices in one currency for somebody, for a while: a contract's or a customer's, a level's, a promotion, or everybody's."""

    __tablename__ = "price_lists"

    name: Mapped[str] = column(sorted_text(200))
    kind: Mapped[str] = column(String(10))
    account_id: Mapped[UUID | None]
    level: Mapped[str | None] = column(String(40))
    region: Mapped[str | None] = column(String(100))
    currency: Mapped[str] = column(String(3))
    price_entry_mode: Mapped[str] = column(String(5), default="net")
    valid_from: Mapped[dt.date | None]
    valid_until: Mapped[dt.date | None]
    is_active: Mapped[bool] = column(default=True)

    def check(self) -> None:
        """Invalid (422) where it does not say for whom it is, or ends before it begins."""
        if (self.kind in FOR_ACCOUNT) != (self.account_id is not None):
            raise Invalid.field("/account_id", "wrong_scope", "Contract and customer prices name the account, others do not")
        if (self.kind == "level") != (self.level is not None):
            raise Invalid.field("/level", "wrong_scope", "Prices for a level name the level, others do not")
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            raise Invalid.field("/valid_until", "out_of_range", "It ends on the day it begins or later")


class ListedPrice(Aggregate):
    """What a product costs from a quantity on, in a price list."""

    __tablename__ = "listed_prices"

    price_list_id: Mapped[UUID] = column(ForeignKey("price_lists.id", ondelete="CASCADE"))
    product_id: Mapped[UUID]
    min_qty: Mapped[Decimal]
    price: Mapped[Decimal]


@dataclass(frozen=True)
class Offer:
    """A price that may hold: from `min_qty` on, of a list with a rank, for everywhere or for one region."""

    source: PriceSource
    price: Decimal
    entry: PriceEntry
    min_qty: Decimal = Decimal(0)
    list_id: UUID | None = None
    list_name: str = ""
    is_regional: bool = False


def ranked(offers: Iterable[Offer], qty: Decimal) -> list[Offer]:
    """The offers that hold for the quantity, the one that counts first: by rank, the region's own, the highest break."""
    held = [offer for offer in offers if offer.min_qty <= qty]
    return sorted(held, key=lambda offer: (RANKS.index(offer.source), not offer.is_regional, -offer.min_qty))
