"""What the service desk keeps of other services' records, as their last news told: customers, teams, products."""

from __future__ import annotations

from uuid import UUID

from crm_kit.model import Mapped, Owned, ReadCopy, String, column, sorted_text


class AccountCopy(Owned, ReadCopy):
    """An account as the desk needs it. `merged_into` is set where it became another one."""

    __tablename__ = "account_copies"

    name: Mapped[str] = column(sorted_text(200))
    region: Mapped[str | None] = column(String(100))
    level: Mapped[str | None] = column(String(40))
    is_deleted: Mapped[bool] = column(default=False)
    merged_into: Mapped[UUID | None]


class ContactCopy(Owned, ReadCopy):
    """A contact as the desk needs it."""

    __tablename__ = "contact_copies"

    name: Mapped[str] = column(sorted_text(200))
    emails: Mapped[list[str]] = column(default=list)
    phones: Mapped[list[str]] = column(default=list)
    account_ids: Mapped[list[UUID]] = column(default=list)
    is_deleted: Mapped[bool] = column(default=False)
    merged_into: Mapped[UUID | None]


class TeamCopy(ReadCopy):
    """A team, whose queue tickets can wait in."""

    __tablename__ = "team_copies"

    name: Mapped[str] = column(String(200))
    path: Mapped[str] = column(String(200, collation="C"))
    is_deleted: Mapped[bool] = column(default=False)


class ProductCopy(ReadCopy):
    """A product as the desk needs it."""

    __tablename__ = "product_copies"

    code: Mapped[str] = column(String(60))
    name: Mapped[str] = column(sorted_text(200))
    category: Mapped[str] = column(String(200), default="")
    kind: Mapped[str] = column(String(10), default="goods")
    uom: Mapped[str] = column(String(20), default="")
    status: Mapped[str] = column(String(20), default="active")
