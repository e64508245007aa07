"""What sales keeps of other services' records: accounts, contacts and teams, as their last news told."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from crm_kit.model import Mapped, Owned, ReadCopy, String, column, sorted_text


class AccountCopy(Owned, ReadCopy):
    """An account as sales needs it. `merged_into` is set where it became another one."""

    __tablename__ = "account_copies"

    name: Mapped[str] = column(sorted_text(200))
    name_key: Mapped[str] = column(String(200, collation="C"), default="")
    kind: Mapped[str] = column(String(10), default="company")
    region: Mapped[str | None] = column(String(100))
    industry: Mapped[str | None] = column(String(100))
    email: Mapped[str | None] = column(String(254))
    phone: Mapped[str | None] = column(String(20))
    domain: Mapped[str | None] = column(String(254))
    tax_id: Mapped[str | None] = column(String(40))
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
