"""What sales keeps of other services' records, as their last news told: customers, products, stock, deliveries."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any
from uuid import UUID

from crm_kit.model import Mapped, Money, Owned, ReadCopy, String, Values, column, money, sorted_text


class AccountCopy(Owned, ReadCopy):
    """An account as sales needs it. `merged_into` is set where it became another one."""

    __tablename__ = "account_copies"

    name: Mapped[str] = column(sorted_text(200))
    name_key: Mapped[str] = column(String(200, collation="C"), default="")
    kind: Mapped[str] = column(String(10), default="company")
    region: Mapped[str | None] = column(String(100))
    industry: Mapped[str | None] = column(String(100))
    level: Mapped[str | None] = column(String(40))
    email: Mapped[str | None] = column(String(254))
    phone: Mapped[str | None] = column(String(20))
    domain: Mapped[str | None] = column(String(254))
    tax_id: Mapped[str | None] = column(String(40))
    parent_id: Mapped[UUID | None]
    is_deleted: Mapped[bool] = column(default=False)
    merged_into: Mapped[UUID | None]


class ContactCopy(Owned, ReadCopy):
    """A contact as sales needs it."""

    __tablename__ = "contact_copies"

    name: Mapped[str] = column(sorted_text(200))
    emails: Mapped[list[str]] = column(default=list)
    phones: Mapped[list[str]] = column(default=list)
    account_ids: Mapped[list[UUID]] = column(default=list)
    is_deleted: Mapped[bool] = column(default=False)
    merged_into: Mapped[UUID | None]


class TeamCopy(ReadCopy):
    """A team, whose queue leads can wait in."""

    __tablename__ = "team_copies"

    name: Mapped[str] = column(String(200))
    path: Mapped[str] = column(String(200, collation="C"))
    is_deleted: Mapped[bool] = column(default=False)


class ReportingLine(ReadCopy):
    """Whom a user reports to."""

    __tablename__ = "reporting_lines"

    manager_id: Mapped[UUID | None]


class AccountShare(ReadCopy):
    """A share of an account. Where it counts for the account's children, its opportunities are shared alike."""

    __tablename__ = "account_shares"

    account_id: Mapped[UUID] = column(index=True)
    grantee_kind: Mapped[str] = column(String(10))
    grantee_id: Mapped[UUID]
    level: Mapped[str] = column(String(10))
    expires_at: Mapped[dt.datetime | None]
    with_children: Mapped[bool]
    is_ended: Mapped[bool] = column(default=False)


class ProductCopy(ReadCopy):
    """A product as sales needs it. `list_price` is per `uom`, without tax; `units` are others, each `factor` of that one."""

    __tablename__ = "product_copies"

    code: Mapped[str] = column(String(60))
    name: Mapped[str] = column(sorted_text(200))
    category: Mapped[str] = column(String(200), default="")
    kind: Mapped[str] = column(String(10), default="goods")
    uom: Mapped[str] = column(String(20), default="")
    tax_class: Mapped[str] = column(String(40), default="")
    units: Mapped[Any] = column(Values, default=list)
    list_price: Mapped[Money | None] = money("list_price", optional=True)
    status: Mapped[str] = column(String(20), default="active")

    def factor(self, uom: str) -> Decimal | None:
        """How many of the product's own unit one of another is; None for a unit that it is not counted in."""
        if uom == self.uom:
            return Decimal(1)
        return next((Decimal(each["factor"]) for each in self.units if each["uom"] == uom), None)


class CreditCopy(ReadCopy):
    """What an account may owe and how soon it pays; has the account's id."""

    __tablename__ = "credit_copies"

    limit: Mapped[Money | None] = money("limit", optional=True)
    terms_days: Mapped[int | None]
    grade: Mapped[str | None] = column(String(100))


class TicketCopy(ReadCopy):
    """A ticket of the service desk; `problem` says why it is one for selling, None where it is not."""

    __tablename__ = "ticket_copies"

    number: Mapped[str] = column(String(30))
    account_id: Mapped[UUID | None]
    problem: Mapped[str | None] = column(String(20))


class StockCopy(ReadCopy):
    """How much of a product is available in a warehouse; has the balance's id."""

    __tablename__ = "stock_copies"

    product_id: Mapped[UUID]
    available: Mapped[Decimal]


class DeliveryCopy(ReadCopy):
    """A delivery, how much of which order's line it holds and what that was worth in stock. What came back counts for nothing."""

    __tablename__ = "delivery_copies"

    number: Mapped[str] = column(String(30))
    order_ids: Mapped[list[UUID]]
    lines: Mapped[Any] = column(Values)
    costs: Mapped[Any] = column(Values, default=list)
    waybills: Mapped[Any] = column(Values)
    shipped_at: Mapped[dt.datetime]
    is_returned: Mapped[bool] = column(default=False)


class WaybillCopy(ReadCopy):
    """A consignment of a delivery or of an invoice on paper, and where it is."""

    __tablename__ = "waybill_copies"

    carrier: Mapped[str] = column(String(40))
    number: Mapped[str] = column(String(60))
    status: Mapped[str] = column(String(20))
    status_at: Mapped[dt.datetime]
    delivery_id: Mapped[UUID | None]
    invoice_id: Mapped[UUID | None]


class NoticeCopy(ReadCopy):
    """A shipment notice, and how much of which order's line it holds."""

    __tablename__ = "notice_copies"

    status: Mapped[str] = column(String(20))
    order_ids: Mapped[list[UUID]]
    lines: Mapped[Any] = column(Values)


class ReservationCopy(ReadCopy):
    """What the warehouse keeps for an order; has the order's id."""

    __tablename__ = "reservation_copies"

    lines: Mapped[Any] = column(Values)
