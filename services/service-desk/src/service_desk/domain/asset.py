"""Assets: what customers have from us."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from crm_contracts.service_desk.events import AssetCreated, AssetStatusChanged
from crm_kit.errors import Invalid
from crm_kit.messages import as_json
from crm_kit.model import Aggregate, Machine, Mapped, Owned, Searchable, String, Text, column, sorted_text


@dataclass(frozen=True)
class Sale:
    """How much of an order's line has left, when, with how many months of warranty, as of a version of the order."""

    qty: Decimal
    on: dt.date
    months: int
    version: int


class Asset(Owned, Searchable, Aggregate):
    """One thing with a serial number, or so many of a line of an order. `warranty_until` is the last day of its warranty."""

    __tablename__ = "assets"
    MACHINE = Machine(
        change=("in_use in_repair returned", "in_use in_repair returned"),
        repair=("in_use", "in_repair"),
        put_to_use=("in_repair returned", "in_use"),
        take_back=("in_use in_repair", "returned"),
        scrap=("in_use in_repair returned", "scrapped"),
    )

    number: Mapped[str] = column(String(30))
    name: Mapped[str] = column(sorted_text(200))
    status: Mapped[str] = column(String(10), default="in_use")
    account_id: Mapped[UUID]
    product_id: Mapped[UUID]
    serial: Mapped[str | None] = column(String(100))
    qty: Mapped[Decimal]
    sold_on: Mapped[dt.date]
    warranty_until: Mapped[dt.date | None]
    site: Mapped[str] = column(Text, default="")
    order_id: Mapped[UUID | None]
    order_line_id: Mapped[UUID | None]
    order_version: Mapped[int | None]

    def words(self) -> list[str | None]:
        return [self.number, self.serial, self.name, self.site]

    def come(self) -> None:
        """The customer has it now."""
        self.status = "in_use"
        self._check()
        self.record(AssetCreated, qty=as_json(self.qty))

    def sold(self, sale: Sale) -> None:
        """It was shipped to the customer."""
        self.qty, self.order_version, self.site = sale.qty, sale.version, ""
        self.sold_on, self.warranty_until = sale.on, warranty_end(sale.on, sale.months)
        self.come()

    def sold_more(self, sale: Sale) -> None:
        """Another part of the line was shipped, or news of an earlier one comes late: the first day is that of the sale."""
        if sale.on < self.sold_on:
            self.sold_on, self.warranty_until = sale.on, warranty_end(sale.on, sale.months)
        if sale.version > (self.order_version or 0):
            self.qty, self.order_version = sale.qty, sale.version

    def change(self, changes: dict[str, Any]) -> None:
        """Correct what is known of it."""
        self.transition("change", self.status)
        for name, value in changes.items():
            setattr(self, name, value)
        self._check()

    def move(self, action: str) -> None:
        """A step of its life: repair, put_to_use, take_back, scrap."""
        self.transition(action)
        self.record(AssetStatusChanged, qty=as_json(self.qty))

    def is_under_warranty(self, day: dt.date) -> bool:
        return self.warranty_until is not None and self.sold_on <= day <= self.warranty_until

    def _check(self) -> None:
        if self.serial is not None and self.qty != 1:
            raise Invalid.field("/qty", "not_one", "What has a serial number is one thing")
        if self.warranty_until is not None and self.warranty_until < self.sold_on:
            raise Invalid.field("/warranty_until", "ends_before_start", "A warranty ends after the day of the sale")


def warranty_end(sold_on: dt.date, months: int) -> dt.date | None:
    """The last day of so many months from the day of the sale; None without any."""
    if not months:
        return None
    year, month = divmod(sold_on.year * 12 + sold_on.month - 1 + months, 12)
    day = min(sold_on.day, calendar.monthrange(year, month + 1)[1])
    return dt.date(year, month + 1, day) - dt.timedelta(days=1)
